package modelscan.store.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import modelscan.api.gateway.store.Journal.Verdict;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verifies and copies a journal that is written meanwhile. */
class SurveyTest {
    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @Test
    void tellsHowManyThereAreFromWhenToWhenAndTheHash() throws IOException {
        Held.fill(folder, 0, 100);
        try (Held held = Held.in(folder)) {
            Verdict verdict = held.journal().verify();
            assertEquals(100, verdict.entries());
            assertEquals(Optional.empty(), verdict.broken());
            assertEquals(held.from(0).getFirst().at(), verdict.first().orElseThrow());
            assertEquals(held.from(99).getFirst().at(), verdict.last().orElseThrow());
            held.append(100);
            assertNotEquals(verdict.hash(), held.journal().verify().hash());
        }
        Verdict offline = Survey.offline(folder);
        assertEquals(101, offline.entries());
        assertEquals(64, offline.hash().length());
    }

    @Test
    void anEmptyOneIsSound() {
        try (Held held = Held.in(folder)) {
            Verdict verdict = held.journal().verify();
            assertEquals(0, verdict.entries());
            assertEquals(Optional.empty(), verdict.first().or(verdict::last).or(() -> Optional.empty()));
            assertEquals(Optional.empty(), verdict.broken());
            assertEquals(0, held.journal().copy(elsewhere.resolve("copy")).entries());
        }
        Held.fill(elsewhere.resolve("copy"), 0, 1);
    }

    @Test
    void namesTheFirstThatIsNotAsItWasWritten() throws IOException {
        Held.fill(folder, 0, 150);
        Segment second = Segment.all(folder).get(1);
        try (Held held = Held.in(folder)) {
            byte[] content = Files.readAllBytes(second.file());
            content[Segment.HEAD + 30] ^= 1;
            Files.write(second.file(), content);
            Verdict verdict = held.journal().verify();
            assertEquals(second.first(), verdict.entries());
            assertTrue(verdict.broken().orElseThrow().contains("entry " + second.first() + ": its checksum is wrong"), verdict.toString());
            Verdict copied = held.journal().copy(elsewhere.resolve("copy"));
            assertEquals(second.first(), copied.entries());
            assertFalse(copied.broken().isEmpty());
        }
        Verdict offline = Survey.offline(folder);
        assertEquals(second.first(), offline.entries());
        assertTrue(offline.broken().orElseThrow().contains(second.file().getFileName().toString()));
        // What was broken did not come along.
        assertEquals(second.first(), Survey.offline(elsewhere.resolve("copy")).entries());
    }

    @Test
    void saysSoEvenIfTheJournalCannotBeOpened() throws IOException {
        Held.fill(folder, 0, 150);
        Files.delete(Segment.all(folder).get(1).file());
        try (Held held = Held.in(folder)) {
            assertTrue(held.journal().verify().broken().isPresent());
            assertThrows(FailureException.class, () -> held.journal().copy(elsewhere.resolve("copy")));
        }
    }

    @Test
    void copiesWhileOthersWrite() throws Exception {
        try (Held held = Held.in(folder)) {
            CountDownLatch some = new CountDownLatch(200);
            Thread writer = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 2000; i++) {
                    held.append(i);
                    some.countDown();
                }
            });
            some.await();
            Set<String> hashes = new HashSet<>();
            for (int round = 0; round < 5; round++) {
                Path copy = elsewhere.resolve("copy" + round);
                Verdict verdict = held.journal().copy(copy);
                assertEquals(Optional.empty(), verdict.broken());
                assertTrue(verdict.entries() >= 200);
                assertEquals(verdict.entries(), Survey.offline(copy).entries());
                assertEquals(verdict.hash(), Survey.offline(copy).hash());
                hashes.add(verdict.hash());
                try (Held opened = Held.in(copy)) {
                    assertEquals(verdict.entries(), opened.append(7), "it goes on where the copy ends");
                }
            }
            assertFalse(hashes.isEmpty());
            writer.join();
        }
    }

    @Test
    void doesNotWriteOverACopy() {
        Held.fill(folder, 0, 3);
        try (Held held = Held.in(folder)) {
            held.journal().copy(elsewhere.resolve("copy"));
            assertThrows(FailureException.class, () -> held.journal().copy(elsewhere.resolve("copy")));
        }
    }
}
