package modelscan.store.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import modelscan.api.gateway.store.Journal;
import modelscan.api.gateway.store.Journal.Entry;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.test.kit.TestFramework;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
    @TempDir
    Path folder;

    @Test
    void givesBackWhatItTookAlsoAfterItWasClosed() {
        Instant before = Instant.now().minusSeconds(1);
        Held.fill(folder, 0, 300);
        try (Held again = Held.in(folder)) {
            assertEquals(300, again.journal().end());
            assertEquals(300, again.append(300));
            List<Entry> entries = again.from(0);
            assertEquals(301, entries.size());
            for (int i = 0; i < entries.size(); i++) {
                assertEquals(i, entries.get(i).position());
                assertEquals("ledger", entries.get(i).kind());
                assertArrayEquals(Held.data(i), entries.get(i).data());
                assertTrue(entries.get(i).at().isAfter(before) && entries.get(i).at().isBefore(before.plus(Duration.ofMinutes(5))));
            }
        }
    }

    @Test
    void readsFromAnyPositionOverTheBordersOfFiles() throws IOException {
        Held.fill(folder, 0, 200);
        assertTrue(Segment.all(folder).size() > 3);
        try (Held held = Held.in(folder)) {
            for (int from = 0; from <= 200; from++) {
                List<Entry> entries = held.from(from);
                assertEquals(200 - from, entries.size());
                assertTrue(entries.isEmpty() || entries.getFirst().position() == from);
            }
            assertEquals(List.of(), held.from(1000));
            assertThrows(IllegalArgumentException.class, () -> held.journal().read(-1));
        }
    }

    @Test
    void findsAPlaceInALongFileByItsMarks() {
        try (Held held = new Held(new FileJournal(new LocalDisk(), folder, new OpenJournal.Sizes(64 << 20, 0)))) {
            Journal.Receipt last = null;
            for (int i = 0; i < 300; i++) {
                last = held.journal().append("audit", new byte[10_000 + i]);
            }
            last.await();
            for (int from : new int[] {0, 1, 26, 27, 150, 299}) {
                assertEquals(10_000 + from, held.from(from).getFirst().data().length);
            }
        }
        try (Held again = Held.in(folder)) {
            assertEquals(10_000 + 280, again.from(280).getFirst().data().length);
        }
    }

    @Test
    void takesTheLongestAndTheEmptyEntryAndNothingElse() {
        try (Held held = Held.in(folder)) {
            byte[] longest = new byte[Journal.LONGEST];
            longest[77] = 7;
            held.journal().append("a", longest);
            held.journal().append("b-1.x", new byte[0]).await();
            assertArrayEquals(longest, held.from(0).get(0).data());
            assertEquals(0, held.from(0).get(1).data().length);
            assertThrows(IllegalArgumentException.class, () -> held.journal().append("a", new byte[Journal.LONGEST + 1]));
            for (String kind : List.of("", "A", "a b", "ä", "x".repeat(41))) {
                assertThrows(IllegalArgumentException.class, () -> held.journal().append(kind, new byte[1]));
            }
        }
    }

    @Test
    void servesManyWritersWhileItIsRead() {
        Map<Long, byte[]> told = new ConcurrentHashMap<>();
        try (Held held = Held.in(folder)) {
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int client = 0; client < 64; client++) {
                    long first = client * 1000L;
                    clients.submit(() -> {
                        for (long i = first; i < first + 50; i++) {
                            told.put(held.append(i), Held.data(i));
                        }
                    });
                }
                for (int round = 0; round < 50; round++) {
                    long end = held.journal().end();
                    assertTrue(held.from(end / 2).size() >= end - end / 2);
                }
            }
            List<Entry> entries = held.from(0);
            assertEquals(64 * 50, entries.size());
            assertEquals(entries.size(), told.size());
            entries.forEach(entry -> assertArrayEquals(told.get(entry.position()), entry.data()));
        }
    }

    @Test
    void refusesASecondOneInItsFolderAndOpensWhenTheFirstIsGone() {
        try (Held second = Held.in(folder)) {
            try (Held first = Held.in(folder)) {
                first.append(0);
                FailureException refused = assertThrows(FailureException.class, () -> second.append(1));
                assertEquals("storage_failed", refused.failure().reason().orElseThrow());
                assertTrue(refused.getMessage().contains("process " + ProcessHandle.current().pid()), refused.getMessage());
                assertFalse(second.journal().healthy());
                assertEquals(1, first.append(1));
            }
            assertEquals(2, second.append(2));
            assertTrue(second.journal().healthy());
        }
    }

    @Test
    void takesNothingAfterItWasClosed() {
        Held held = Held.in(folder);
        held.append(0);
        held.close();
        FailureException refused = assertThrows(FailureException.class, () -> held.append(1));
        assertEquals(ErrorCode.UNAVAILABLE, refused.failure().code());
        assertFalse(held.journal().healthy());
    }

    @Test
    void touchesNothingBeforeItIsUsed() {
        Path never = folder.resolve("never");
        Held.in(never).close();
        assertFalse(Files.exists(never));
    }

    @Test
    void livesInTheHomeUnlessToldOtherwise() throws IOException {
        System.setProperty("modelscan.home", folder.toString());
        try (TestFramework framework = TestFramework.start()) {
            for (String directory : List.of("", "elsewhere", folder.resolve("far").toString())) {
                FileJournal journal = new FileJournal(framework.context(), new Set(directory, 1, 0));
                journal.append("ledger", new byte[1]).await();
                journal.close();
            }
        } finally {
            System.clearProperty("modelscan.home");
        }
        for (String place : List.of("data/journal", "data/elsewhere", "far")) {
            assertEquals(1, new Verification(folder.resolve(place)).entries());
        }
    }

    /** Values of the configuration. */
    private record Set(String directory, int segmentMegabytes, int reserveMegabytes) implements FileJournal.Config {
        @Override
        public Class<FileJournal.Config> annotationType() {
            return FileJournal.Config.class;
        }
    }

    @Test
    void onlyItsOwnerReadsIt() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "no posix");
        Path fresh = folder.resolve("fresh");
        Held.fill(fresh, 0, 100);
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)));
        try (Stream<Path> files = Files.list(fresh)) {
            for (Path file : files.filter(file -> !file.endsWith(".lock")).toList()) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), file.toString());
            }
        }
    }
}
