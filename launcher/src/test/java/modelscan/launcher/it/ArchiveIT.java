package modelscan.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes beside the jars of a distribution: it comes by itself, and never stands in the way. */
@Timeout(180)
class ArchiveIT {
    private static final String REHEARSING = "Rehearsing";
    /** Java then refuses to start when it cannot use the archive. */
    private static final Map<String, String> STRICT = Map.of("JAVA_OPTS", "-XX:AOTMode=on");

    @TempDir
    private static Path folder;
    private static Path distribution;
    private static byte[] archive;

    @BeforeAll
    static void firstRun() throws Exception {
        distribution = folder.resolve("a distribution");
        copy(Command.DISTRIBUTION, distribution, "cache");
        assertEquals(1, served(distribution, Map.of()).stream().filter(line -> line.startsWith(REHEARSING)).count());
        archive = Files.readAllBytes(archive());
    }

    @Test
    void itIsMadeOnceAndFits() throws Exception {
        List<String> said = served(distribution, STRICT);

        assertTrue(said.stream().noneMatch(line -> line.startsWith(REHEARSING)), said::toString);
        try (Stream<Path> files = Files.list(distribution.resolve("cache"))) {
            assertEquals(List.of(archive()), files.toList(), "nothing else is left");
        }
    }

    @Test
    void itMovesWithTheDistribution() throws Exception {
        Path moved = folder.resolve("moved");
        copy(distribution, moved, "");

        List<String> said = served(moved, STRICT);
        assertTrue(said.stream().noneMatch(line -> line.startsWith(REHEARSING)), said::toString);
    }

    @Test
    void damageDoesNotKeepItFromStarting() throws Exception {
        byte[] scattered = archive.clone();
        Random random = new Random(3);
        for (int i = 0; i < 1_000; i++) {
            scattered[random.nextInt(4_096, scattered.length)] = (byte) random.nextInt();
        }
        for (byte[] damaged : List.of(scattered, Arrays.copyOf(archive, archive.length / 2))) {
            Files.write(archive(), damaged);
            List<String> said = served(distribution, Map.of());
            assertTrue(said.stream().noneMatch(line -> line.contains("[error") || line.contains("[warning")), said::toString);
        }
        Files.write(archive(), archive);
    }

    @Test
    void whatIsNoArchiveIsMadeAnew() throws Exception {
        Files.write(archive(), new byte[0]);

        assertTrue(served(distribution, Map.of()).stream().anyMatch(line -> line.startsWith(REHEARSING)));
        assertTrue(Files.size(archive()) > 10_000_000, "a whole one");
        archive = Files.readAllBytes(archive());
    }

    @Test
    void whoWantsNoneGetsNone() throws Exception {
        Path plain = folder.resolve("plain");
        copy(Command.DISTRIBUTION, plain, "cache");
        Map<String, String> off = Map.of("MODELSCAN_ARCHIVE", "off");
        try (RunningDistribution gateway = RunningDistribution.start(plain, folder.resolve("home"), off);
                Caller caller = new Caller(gateway)) {
            assertEquals(200, caller.get("/ready").status());
        }
        assertTrue(Files.notExists(plain.resolve("cache")));
    }

    @Test
    void aRehearsalThatFailsIsNotRepeatedAtOnce() throws Exception {
        Path broken = folder.resolve("broken");
        copy(Command.DISTRIBUTION, broken, "cache");
        Files.writeString(broken.resolve("features/providers.bnd"), "-runrequires.providers: bnd.identity;id='nobody'\n");
        List<String> line = List.of(broken.resolve("modelscan").toString(), "run", "--home", folder.resolve("home").toString(),
                "--port", "0", "--admin-port", "0");

        Command.Outcome first = Command.run(line, broken, Map.of());
        Command.Outcome second = Command.run(line, broken, Map.of());

        assertEquals(3, first.exitCode(), first.text());
        assertTrue(first.text().contains("The rehearsal failed"), first.text());
        assertEquals(3, second.exitCode(), second.text());
        assertTrue(!second.text().contains(REHEARSING), second.text());
    }

    /** Starts it, asks it and stops it; what it said. */
    private static List<String> served(Path distribution, Map<String, String> environment) throws Exception {
        try (RunningDistribution gateway = RunningDistribution.start(distribution, folder.resolve("home"), environment);
                Caller caller = new Caller(gateway)) {
            assertEquals(200, caller.chat(Caller.question("echo", "hello")).status());
            assertEquals(0, gateway.stop());
            return gateway.output();
        }
    }

    private static Path archive() throws IOException {
        try (Stream<Path> files = Files.list(distribution.resolve("cache"))) {
            return files.filter(file -> file.toString().endsWith(".aot")).findFirst().orElseThrow();
        }
    }

    private static void copy(Path from, Path to, String without) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.map(from::relativize).filter(file -> without.isEmpty() || !file.startsWith(without)).toList()) {
                Files.copy(from.resolve(file), to.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
