package modelscan.launcher.it.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import modelscan.launcher.it.RunningDistribution;

/** A gateway with short times, small bounds and a provider that waits for the test. */
final class ClientGround {
    private static final Path DISTRIBUTION = Path.of(System.getProperty("modelscan.distribution", "target/modelscan"));
    private static final long LONGEST = 60_000_000_000L;

    private final ClientUpstream upstream;
    private final RunningDistribution gateway;
    private final KillLedger ledger;

    private ClientGround(ClientUpstream upstream, RunningDistribution gateway) {
        this.upstream = upstream;
        this.gateway = gateway;
        this.ledger = new KillLedger(gateway);
    }

    static ClientGround in(Path folder) throws Exception {
        ClientUpstream upstream = ClientUpstream.start(folder.resolve("book"));
        Path conf = Files.createDirectories(folder.resolve("home/conf"));
        Files.writeString(conf.resolve("truth.json"), "{\"modelscan.provider~openai\":{\"url\":\"" + upstream.url()
                + "\",\"key\":\"sk-truth-1234567\"},\"modelscan.core.catalog\":{\"discover\":false},\"modelscan.http.gateway\":{"
                + "\"headSeconds\":3,\"bodySeconds\":3,\"largestBody\":1},\"modelscan.stage.auth\":{\"anonymous\":\"local\"},"
                + "\"modelscan.stage.budget\":{\"strict\":true}}");
        return new ClientGround(upstream, RunningDistribution.start(DISTRIBUTION, folder.resolve("home"), Map.of()));
    }

    ClientUpstream upstream() {
        return upstream;
    }

    KillLedger ledger() {
        return ledger;
    }

    ClientSocket connect() throws IOException {
        return ClientSocket.to(gateway.data());
    }

    /** A client that takes little at a time. */
    ClientSocket connectSlowly() throws IOException {
        return ClientSocket.to(gateway.data(), 8 << 10);
    }

    static void eventually(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + LONGEST;
        while (!condition.call()) {
            assertTrue(System.nanoTime() < end, what);
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** No text of a client stands at the beginning of a line of the log. */
    void assertNothingForged() throws IOException {
        assertEquals(List.of(), said().filter(line -> line.startsWith("2026-01-01 ERROR") || line.contains("\u001b")).toList());
    }

    /** Stops it; nothing a client did may have been a fault of the gateway. */
    void close() throws Exception {
        ledger.close();
        upstream.close();
        assertEquals(0, gateway.stop(), () -> "it said: " + gateway.output());
        // What Jetty ends itself, clients that went away and strange versions of HTTP, is logged like a fault of the gateway.
        assertEquals(List.of(), said().filter(line -> line.contains("ERROR") && !line.contains("http.gateway.BadMessages")
                && !line.contains("forged")).toList());
    }

    private Stream<String> said() throws IOException {
        try (Stream<Path> files = Files.walk(gateway.home().resolve("logs"))) {
            return Stream.concat(gateway.output().stream(), files.filter(Files::isRegularFile).flatMap(ClientGround::lines).toList().stream());
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
