package modelscan.store.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import modelscan.api.gateway.store.Journal.Entry;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash leaves is used up to the last whole entry; what was told to be kept must be there. */
class CrashTest {
    @TempDir
    Path folder;

    @TempDir
    Path copy;

    private Path anchor() {
        return folder.resolve("anchor");
    }

    private long size(Segment segment) throws IOException {
        return Files.size(segment.file());
    }

    /** Where the entries of a segment end. */
    private static List<Long> borders(Segment segment) throws IOException {
        List<Long> borders = new ArrayList<>();
        try (SegmentReader reader = SegmentReader.from(segment)) {
            while (reader.next() == SegmentReader.Step.RECORD) {
                borders.add(reader.offset());
            }
            borders.add(reader.offset());
        }
        return borders;
    }

    private Path trial(long cut) throws IOException {
        for (Path file : List.of(folder.resolve(Segment.in(folder, 0).file()), anchor())) {
            Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        Path file = Segment.in(copy, 0).file();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(cut);
        }
        return file;
    }

    @Test
    void keepsEveryWholeEntryWhereverTheFileEnds() throws IOException {
        Held.fill(folder, 0, 20);
        byte[] before = Files.readAllBytes(anchor());
        Held.fill(folder, 20, 25);
        Files.write(anchor(), before);
        Segment segment = Segment.in(folder, 0);
        List<Long> borders = borders(segment);
        for (long cut = borders.get(20); cut <= size(segment); cut++) {
            trial(cut);
            long end = cut;
            long whole = borders.stream().filter(border -> border <= end).count() - 1;
            try (Held held = Held.in(copy)) {
                assertEquals(whole, held.journal().end(), "cut at " + cut);
                assertEquals(whole, held.append(99));
                assertArrayEquals(Held.data(99), held.from(whole).getFirst().data());
            }
            assertEquals(whole + 1, new Verification(copy).entries());
        }
    }

    @Test
    void refusesWhenAnEntryIsGoneThatWasToldToBeKept() throws IOException {
        Held.fill(folder, 0, 25);
        Segment segment = Segment.in(folder, 0);
        for (long cut = borders(segment).get(20); cut < size(segment); cut++) {
            Path file = trial(cut);
            try (Held held = Held.in(copy)) {
                FailureException refused = assertThrows(FailureException.class, () -> held.append(99), "cut at " + cut);
                assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
                assertFalse(held.journal().healthy());
            }
        }
    }

    @Test
    void refusesAJournalWhoseFilesWereRemoved() throws IOException {
        Held.fill(folder, 0, 10);
        Files.delete(Segment.in(folder, 0).file());
        try (Held held = Held.in(folder)) {
            assertThrows(FailureException.class, () -> held.append(99));
        }
        Files.delete(anchor());
        try (Held held = Held.in(folder)) {
            assertEquals(0, held.append(99));
        }
    }

    @Test
    void beginsAFileAgainWhoseHeadNeverReachedTheDisk() throws IOException {
        Held.fill(folder, 0, 200);
        Segment last = Segment.all(folder).getLast();
        for (int size : new int[] {0, 1, Segment.HEAD - 1, Segment.HEAD}) {
            Path next = Segment.in(folder, 200).file();
            Files.write(next, new byte[size]);
            try (Held held = Held.in(folder)) {
                assertEquals(200, held.journal().end());
                assertEquals(200, held.from(0).size());
            }
            assertFalse(Files.exists(next));
        }
        assertEquals(last, Segment.all(folder).getLast());
    }

    /** After a power cut the pages of one write may be there in any selection; of two writes the first is there. */
    @Test
    void cutsAGroupThatWasHalfWrittenButNotOneThatWasKept() throws IOException {
        Tail tail;
        try (Held held = Held.in(folder)) {
            held.append(0);
        }
        tail = new Recovery(new LocalDisk(), folder).tail();
        List<Long> borders = new ArrayList<>();
        ByteBuffer room = ByteBuffer.allocate(4096);
        Chain chain = new Chain(tail.chain());
        for (int i = 0; i < 6; i++) {
            borders.add(tail.size() + room.position());
            RecordForm.write(new Pending(1 + i, "ledger", Held.data(i), Instant.EPOCH), i < 4 ? i : 0, chain, room);
        }
        byte[] written = Arrays.copyOf(room.array(), room.position());
        Path file = tail.segment().file();
        byte[] before = Files.readAllBytes(file);
        // Entries 1 to 4 are one group; 5 and 6 are one each.
        byte[] hole = joined(before, written);
        blank(hole, borders.get(1), borders.get(2));
        Files.write(file, hole);
        try (Held held = Held.in(folder)) {
            assertThrows(FailureException.class, () -> held.append(9), "entry 5 proves that entry 2 was kept");
        }
        hole = Arrays.copyOf(hole, borders.get(4).intValue());
        Files.write(file, hole);
        try (Held held = Held.in(folder)) {
            assertEquals(2, held.append(9), "nobody was told of the group");
        }
    }

    @Test
    void losesNothingThatWasToldWhenItIsKilled() throws IOException {
        long told = 0;
        for (int cycle = 0; cycle < 20; cycle++) {
            told = Math.max(told, AppendingProcess.killedAfter(folder, 200 + cycle * 37));
            try (Held held = Held.in(folder)) {
                List<Entry> entries = held.from(0);
                assertTrue(entries.size() > told, "entry " + told + " of " + entries.size() + " in cycle " + cycle);
                entries.forEach(entry -> assertEquals("child", entry.kind()));
            }
        }
        assertTrue(told > 20 * 200);
        assertTrue(new Verification(folder).entries() > told);
    }

    @Test
    void aSecondProcessIsRefusedAndToldWhoIsThere() throws IOException {
        try (AppendingProcess first = AppendingProcess.in(folder)) {
            first.told(1);
            try (Held held = Held.in(folder)) {
                FailureException refused = assertThrows(FailureException.class, () -> held.append(0));
                assertTrue(refused.getMessage().contains("process " + first.pid()), refused.getMessage());
            }
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }

    private static void blank(byte[] bytes, long from, long to) {
        Arrays.fill(bytes, (int) from, (int) to, (byte) 0);
    }
}
