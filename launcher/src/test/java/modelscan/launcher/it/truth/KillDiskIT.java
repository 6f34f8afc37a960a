package modelscan.launcher.it.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import modelscan.launcher.it.RunningDistribution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, that fails, or that forgets: nobody may be told that something is kept when it is not. */
@Timeout(240)
class KillDiskIT {
    private static final Path DISTRIBUTION = Path.of(System.getProperty("modelscan.distribution", "target/modelscan"));
    private static final long SEED = 4711;
    private static final long MEGABYTE = 1 << 20;
    /** What others may write meanwhile must not matter, so these are large. */
    private static final long ROOM = 500;
    private static final long TAKEN = 1000;
    /** More than come while the disk is full for a moment. */
    private static final int FOR_GOOD = 200;

    private final KillClients clients = new KillClients();
    private KillUpstream upstream;
    private Path home;

    @TempDir
    private Path folder;

    @BeforeEach
    void begin() throws IOException {
        upstream = KillUpstream.start(folder.resolve("book"), SEED);
        home = folder.resolve("home");
    }

    @AfterEach
    void end() throws IOException {
        upstream.close();
    }

    @Test
    void nobodyIsToldThatSomethingIsKeptWhenItIsNot() throws Exception {
        long free = Files.getFileStore(folder).getUsableSpace() / MEGABYTE;
        assumeTrue(free > 3 * TAKEN && program("fallocate") && program("prlimit"), "there is room, and ways to take it away");
        configure(free - ROOM);
        try (RunningDistribution gateway = start(); KillClients.Crowd crowd = clients.ask(gateway.data(), "none")) {
            eventually("answers", () -> crowd.first() != 0);
            aFullDiskRefusesUntilThereIsRoom();
            anErrorOfTheDiskStopsIt(gateway);
        }
        // What could not be settled while the disk was full is named by the next life only, not when there is room again.
        try (RunningDistribution gateway = start()) {
            assertExact(gateway);
            gateway.process().destroyForcibly();
            gateway.exitCode();
        }
        new KillJournal(home).shorten(10);
        anEndThatIsMissingIsNamed();
    }

    private void configure(long reserve) throws IOException {
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf/truth.json"), "{\"modelscan.provider~openai\":{\"url\":\"" + upstream.url()
                + "\",\"key\":\"sk-truth-1234567\"},\"modelscan.core.catalog\":{\"discover\":false},\"modelscan.store.journal\":{"
                + "\"reserveMegabytes\":" + reserve + "},\"modelscan.stage.account\":{\"awaitBegun\":true}}");
    }

    private RunningDistribution start() throws Exception {
        return RunningDistribution.start(DISTRIBUTION, home, Map.of());
    }

    private void aFullDiskRefusesUntilThereIsRoom() throws Exception {
        Path taken = folder.resolve("taken");
        run("fallocate", "-l", TAKEN + "MiB", taken.toString());
        eventually("refusals", () -> clients.busy() > 0);
        Files.delete(taken);
        int before = clients.got().size();
        eventually("answers again", () -> clients.got().size() > before);
    }

    private void anErrorOfTheDiskStopsIt(RunningDistribution gateway) throws Exception {
        long most = Files.size(new KillJournal(home).last()) + 20_000;
        run("prlimit", "--pid", Long.toString(gateway.process().pid()), "--fsize=" + most + ":");
        long before = clients.busy();
        eventually("refusals for good", () -> clients.busy() > before + FOR_GOOD);
        gateway.process().destroyForcibly();
        gateway.exitCode();
    }

    private void anEndThatIsMissingIsNamed() throws Exception {
        int before = clients.got().size();
        long refused = clients.busy();
        // It starts, so that its reports can be read, but says that it is not ready and refuses every question.
        try (RunningDistribution damaged = start(); KillClients.Crowd crowd = clients.ask(damaged.data(), "none")) {
            eventually("refusals", () -> clients.busy() > refused);
            crowd.finish();
            assertEquals(503, ready(damaged));
            assertEquals(before, clients.got().size());
            assertTrue(damaged.output().stream().anyMatch(line -> line.contains("damaged") && line.contains("journal at byte")),
                    () -> damaged.output().toString());
        }
    }

    private static int ready(RunningDistribution gateway) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(gateway.data().resolve("/ready")).build(), BodyHandlers.discarding()).statusCode();
        }
    }

    /** Whoever got an answer whole is in the ledger, and what the provider billed has a name there. */
    private void assertExact(RunningDistribution gateway) throws Exception {
        try (KillLedger ledger = new KillLedger(gateway)) {
            eventually("all have names", () -> balance(ledger).unnamed().isEmpty());
            KillBalance balance = balance(ledger);
            assertTrue(clients.odd().stream().allMatch(odd -> odd.contains("storage_")), () -> clients.odd().toString());
            assertEquals(List.of(), balance.lost(), balance::troubles);
            assertTrue(balance.twice().isEmpty() && balance.invented().isEmpty(), balance::troubles);
        }
    }

    private KillBalance balance(KillLedger ledger) throws Exception {
        return KillBalance.of(clients.got(), upstream.book().calls(), ledger.entries(), SEED);
    }

    private static void eventually(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!condition.call()) {
            assertTrue(System.nanoTime() < end, what);
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static boolean program(String name) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v " + name).start().waitFor() == 0;
    }

    private static void run(String... line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(line).inheritIO().start();
        assertEquals(0, process.waitFor());
    }
}
