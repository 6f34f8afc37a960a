package modelscan.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The start: in any order of bundles, and when it cannot be. */
@Timeout(120)
class StartOrderIT {
    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyOrderOfBundlesServes(int seed) throws Exception {
        Map<String, String> shuffled = Map.of("JAVA_OPTS", "-Dmodelscan.start.order=shuffle:" + seed);
        try (RunningDistribution gateway = RunningDistribution.start(Command.DISTRIBUTION, home, shuffled);
                Caller caller = new Caller(gateway)) {
            assertEquals(200, caller.get("/ready").status());
            assertEquals("hello", caller.chat(Caller.question("echo", "hello", "\"stream\":true")).said());
            assertEquals(0, gateway.stop());
        }
    }

    @Test
    void aTakenPortIsTold() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Command.Outcome data = start("--port", port, "--admin-port", "0");
            Command.Outcome management = start("--port", "0", "--admin-port", port);

            assertEquals(4, data.exitCode(), data.text());
            assertTrue(data.text().contains("Port " + port + " cannot be used"), data.text());
            assertTrue(data.text().contains("--port"), data.text());
            assertEquals(4, management.exitCode(), management.text());
            assertTrue(management.text().contains("--admin-port"), management.text());
        }
    }

    @Test
    void aHomeTakesOneProcess() throws Exception {
        try (RunningDistribution gateway = RunningDistribution.start(Command.DISTRIBUTION, home, Map.of());
                Caller caller = new Caller(gateway)) {
            Command.Outcome second = start("--port", "0", "--admin-port", "0");

            assertEquals(5, second.exitCode(), second.text());
            assertTrue(second.text().contains("in use by another ModelScan (process " + gateway.process().pid() + ", which started at "),
                    second.text());
            assertTrue(second.text().contains(gateway.data().toString()) && second.text().contains(gateway.management().toString()),
                    second.text());
            assertEquals(200, caller.get("/health").status(), "the first is not harmed");
        }
        assertEquals(69, Command.modelscan("status", "--home", home.toString()).exitCode());
    }

    private Command.Outcome start(String port, String number, String adminPort, String adminNumber) throws Exception {
        return Command.modelscan("run", "--home", home.toString(), port, number, adminPort, adminNumber);
    }
}
