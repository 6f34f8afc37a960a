package modelscan.launcher.it.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import modelscan.launcher.it.RunningDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The test of truth: a gateway under load is killed again and again on one home, and every time it comes back.
 *
 * <p>At the end clients, provider and ledger must tell the same. {@code -Dtruth.kills=100 -Dtruth.seed=7} for more.
 */
@Timeout(1800)
class KillIT {
    private static final Path DISTRIBUTION = Path.of(System.getProperty("modelscan.distribution", "target/modelscan"));
    private static final Path REPORT = Path.of(System.getProperty("truth.report", "target/truth.txt"));
    private static final int KILLS = Integer.getInteger("truth.kills", 3);
    private static final long SEED = Long.getLong("truth.seed", 4711);
    private static final boolean AWAIT = Boolean.parseBoolean(System.getProperty("truth.awaitBegun", "false"));
    private static final int STARTS_KILLED = 5;
    private static final int TEARS = 3;
    private static final long PATIENCE = 30_000_000_000L;

    private final Random random = new Random(SEED);
    private final KillClients clients = new KillClients();
    private String key = "";
    private String keyId = "";
    private long killed;
    private long slowest;
    private long slowestStart;
    private int tears;
    private int startsKilled;

    @TempDir
    private Path folder;

    @Test
    void theLedgerIsExactHoweverOftenTheGatewayIsKilled() throws Exception {
        Path home = folder.resolve("home");
        try (KillUpstream upstream = KillUpstream.start(folder.resolve("book"), SEED)) {
            configure(home, upstream);
            for (int i = 1; i <= KILLS; i++) {
                live(home);
                if (i % TEARS == 0) {
                    new KillJournal(home).tear(random);
                    tears++;
                }
                if (i % STARTS_KILLED == 0) {
                    killTheStart(home);
                }
            }
            try (RunningDistribution last = RunningDistribution.start(DISTRIBUTION, home, Map.of());
                    KillLedger ledger = new KillLedger(last)) {
                compare(ledger, upstream.book().calls());
            }
        }
    }

    private void configure(Path home, KillUpstream upstream) throws IOException {
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf/truth.json"), "{\"modelscan.provider~openai\":{\"url\":\"" + upstream.url()
                + "\",\"key\":\"sk-truth-1234567\"},\"modelscan.core.catalog\":{\"discover\":false},"
                + "\"modelscan.stage.account\":{\"awaitBegun\":" + AWAIT + "}}");
    }

    /** One life of the gateway: a start, some load, a kill. */
    private void live(Path home) throws Exception {
        RunningDistribution gateway = RunningDistribution.start(DISTRIBUTION, home, Map.of());
        long ready = System.nanoTime();
        assertTrue(gateway.process().info().command().orElse("").endsWith("java"), "the process is Java itself");
        if (key.isEmpty()) {
            openTheBooks(gateway);
        }
        KillClients.Crowd crowd = clients.ask(gateway.data(), key);
        try (crowd) {
            waitForTheFirst(crowd);
            LockSupport.parkNanos(300_000_000L + random.nextInt(1_700_000_000));
            long now = System.nanoTime();
            kill(gateway);
            measure(ready, crowd.first());
            killed = now;
        }
        assertTrue(clients.odd().isEmpty(), () -> clients.odd().getFirst() + gateway.output());
        assertTrue(crowd.first() != 0, "somebody was answered");
    }

    private void measure(long ready, long first) {
        if (killed != 0 && first != 0) {
            slowestStart = Math.max(slowestStart, ready - killed);
            slowest = Math.max(slowest, first - killed);
        }
    }

    private static void waitForTheFirst(KillClients.Crowd crowd) {
        long end = System.nanoTime() + PATIENCE;
        while (crowd.first() == 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    private void killTheStart(Path home) throws Exception {
        RunningDistribution gateway = RunningDistribution.launch(DISTRIBUTION, home, Map.of());
        LockSupport.parkNanos(random.nextInt(2_000_000_000));
        kill(gateway);
        startsKilled++;
        killed = 0;
    }

    private static void kill(RunningDistribution gateway) throws InterruptedException {
        gateway.process().destroyForcibly();
        gateway.exitCode();
    }

    /** A key with limits and a budget, so that everything that keeps accounts takes part. */
    private void openTheBooks(RunningDistribution gateway) throws Exception {
        try (KillLedger ledger = new KillLedger(gateway)) {
            JsonNode made = ledger.make("/api/keys", "{\"name\":\"truth\",\"team\":\"red\",\"limits\":{\"rpm\":10000000,"
                    + "\"tpm\":1000000000000,\"concurrent\":1000},\"budgets\":[{\"amount\":\"1000000\",\"currency\":\"USD\","
                    + "\"window\":\"year\"}]}");
            key = made.path("key").asText();
            keyId = made.path("id").asText();
            ledger.make("/api/budgets", "{\"scope\":\"provider\",\"owner\":\"openai\",\"amount\":\"1000000\",\"window\":\"year\"}");
        }
        assertFalse(key.isEmpty());
    }

    private void compare(KillLedger ledger, List<UpstreamBook.Call> calls) throws Exception {
        KillBalance balance = settled(ledger, calls);
        BigDecimal ofKey = spent(ledger, "scope=key&owner=" + keyId);
        report(balance, ofKey, calls);
        assertTrue(balance.agrees(), balance::troubles);
        spent(ledger, "scope=provider&owner=openai");
    }

    /** What ran at the last kill is settled a moment after the start. */
    private KillBalance settled(KillLedger ledger, List<UpstreamBook.Call> calls) throws Exception {
        KillBalance balance = KillBalance.of(clients.got(), calls, ledger.entries(), SEED);
        for (int i = 0; i < 10 && !balance.unnamed().isEmpty(); i++) {
            LockSupport.parkNanos(500_000_000);
            balance = KillBalance.of(clients.got(), calls, ledger.entries(), SEED);
        }
        return balance;
    }

    /** What a budget says was spent, to the last digit what it must be; it may still be adding up. */
    private static BigDecimal spent(KillLedger ledger, String which) throws Exception {
        String budget = ledger.get("/api/budgets?" + which).at("/data/0/id").asText();
        BigDecimal due = ledger.due(budget);
        BigDecimal spent = BigDecimal.ONE.negate();
        for (int i = 0; i < 20 && spent.compareTo(due) != 0; i++) {
            LockSupport.parkNanos(i == 0 ? 1 : 500_000_000);
            spent = new BigDecimal(ledger.get("/api/budgets?" + which).at("/data/0/spent").asText("-1"));
        }
        assertEquals(0, due.compareTo(spent), "in the budget " + which + " " + spent + ", by the ledger " + due);
        return spent;
    }

    private void report(KillBalance balance, BigDecimal spent, List<UpstreamBook.Call> calls) throws IOException {
        BigDecimal billed = calls.stream().map(call -> KillUsage.of(SEED, call.id()).cost()).reduce(BigDecimal.ZERO, BigDecimal::add);
        String table = String.format(Locale.ROOT, """
                truth: seed %d, begun awaited: %s
                kills %d (and %d during a start), torn ends %d, worst time from a kill to ready %.2f s, to the first answer %.2f s
                acknowledged %d, asked to come again %d, calls of the provider %d, entries of the ledger %d
                lost %d, different %d, twice %d, invented %d, calls without a name %d, named unknown %d
                cost in the ledger %s, in the budget %s, at the provider %s USD
                """, SEED, AWAIT, KILLS, startsKilled, tears, slowestStart / 1e9,
                slowest / 1e9, balance.acknowledged(), clients.busy(),
                balance.called(), balance.entries(), balance.lost().size(), balance.different().size(), balance.twice().size(),
                balance.invented().size(), balance.unnamed().size(), balance.unknown(), balance.sum().toPlainString(),
                spent.toPlainString(), billed.toPlainString());
        System.out.print(table);
        Files.createDirectories(REPORT.toAbsolutePath().getParent());
        Files.writeString(REPORT, table);
    }
}
