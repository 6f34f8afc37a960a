package modelscan.store.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing can be changed without being seen. */
class VerificationTest {
    private static final int ENTRIES = 150;
    private static final long SEED = 20261121;

    @TempDir
    Path folder;

    @TempDir
    Path copy;

    private List<Path> files;
    private List<byte[]> contents;

    @BeforeEach
    void write() throws IOException {
        Held.fill(folder, 0, ENTRIES);
        files = new ArrayList<>();
        contents = new ArrayList<>();
        for (Segment segment : Segment.all(folder)) {
            files.add(segment.file().getFileName());
            contents.add(Files.readAllBytes(segment.file()));
        }
        assertTrue(files.size() > 2);
        restore();
        assertEquals(ENTRIES, new Verification(copy).entries());
    }

    private void restore() throws IOException {
        try (Stream<Path> old = Files.list(copy)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        for (int i = 0; i < files.size(); i++) {
            Files.write(copy.resolve(files.get(i)), contents.get(i));
        }
        Files.copy(folder.resolve("anchor"), copy.resolve("anchor"));
    }

    private Damaged damage(String what) {
        return assertThrows(Damaged.class, () -> new Verification(copy).entries(), what);
    }

    /** The borders of the records of a file. */
    private static List<Integer> borders(byte[] content) {
        List<Integer> borders = new ArrayList<>();
        int place = Segment.HEAD;
        while (place < content.length) {
            borders.add(place);
            place += ByteBuffer.wrap(content).getInt(place);
        }
        borders.add(place);
        return borders;
    }

    @Test
    void findsEachOfAThousandTampers() throws IOException {
        Random random = new Random(SEED);
        for (int round = 0; round < 1000; round++) {
            restore();
            Tamper tamper = Tamper.values()[round % Tamper.values().length];
            int at = random.nextInt(files.size());
            byte[] before = contents.get(at);
            byte[] after = tamper.on(before, borders(before), random);
            if (Arrays.equals(before, after)) {
                continue;
            }
            Files.write(copy.resolve(files.get(at)), after);
            Damaged damage = damage("round " + round + " " + tamper + " of " + files.get(at));
            assertTrue(damage.getMessage().contains(" at byte ") && damage.getMessage().contains(", entry "), damage.getMessage());
            if (tamper == Tamper.FLIP) {
                int flipped = Arrays.mismatch(before, after);
                boolean named = damage.file().endsWith(files.get(at)) && damage.offset() <= flipped
                        // The end of a file is held against the head of the next one first.
                        || at + 1 < files.size() && damage.file().endsWith(files.get(at + 1)) && damage.offset() == 0;
                assertTrue(named, "byte " + flipped + " of " + files.get(at) + ": " + damage.getMessage());
            }
        }
    }

    @Test
    void doesWithOneHalfOfTheAnchorAndNotWithNone() throws IOException {
        byte[] anchor = Files.readAllBytes(folder.resolve("anchor"));
        for (int bit = 0; bit < anchor.length * Byte.SIZE; bit++) {
            byte[] flipped = anchor.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            Files.write(copy.resolve("anchor"), flipped);
            assertEquals(ENTRIES, new Verification(copy).entries(), "bit " + bit);
        }
        for (int place = 0; place < 52; place++) {
            byte[] both = anchor.clone();
            both[place] ^= 1;
            both[place + 512] ^= 1;
            Files.write(copy.resolve("anchor"), both);
            assertEquals("anchor", damage("byte " + place).file().getFileName().toString());
        }
    }

    @Test
    void findsFilesThatAreGoneOrChangedPlaces() throws IOException {
        for (int i = 0; i < files.size(); i++) {
            restore();
            Files.delete(copy.resolve(files.get(i)));
            damage("without " + files.get(i));
            restore();
            Files.write(copy.resolve(files.get(i)), contents.get((i + 1) % files.size()));
            damage("another in the place of " + files.get(i));
        }
    }

    @Test
    void findsAJournalThatWasWrittenAnew() throws IOException {
        Path other = copy.resolve("other");
        Held.fill(other, 0, ENTRIES);
        Files.copy(folder.resolve("anchor"), other.resolve("anchor"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThrows(Damaged.class, () -> new Verification(other).entries(), "the times differ, so the hashes do");
        Files.delete(other.resolve("anchor"));
        assertNotEquals(0, new Verification(other).entries());
    }

    /** What somebody does to a file who knows how it is made. */
    private enum Tamper {
        FLIP {
            @Override
            byte[] on(byte[] file, List<Integer> borders, Random random) {
                byte[] bytes = file.clone();
                bytes[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                return bytes;
            }
        },
        DELETE {
            @Override
            byte[] on(byte[] file, List<Integer> borders, Random random) {
                int record = random.nextInt(borders.size() - 1);
                return joined(file, 0, borders.get(record), borders.get(record + 1), file.length);
            }
        },
        DOUBLE {
            @Override
            byte[] on(byte[] file, List<Integer> borders, Random random) {
                int record = random.nextInt(borders.size() - 1);
                return joined(file, 0, borders.get(record + 1), borders.get(record), file.length);
            }
        },
        SWAP {
            @Override
            byte[] on(byte[] file, List<Integer> borders, Random random) {
                int record = random.nextInt(borders.size() - 2);
                int middle = borders.get(record + 1);
                byte[] swapped = joined(file, middle, borders.get(record + 2), borders.get(record), middle);
                return joined(joined(file, 0, borders.get(record), 0, 0), swapped, file, borders.get(record + 2));
            }
        },
        CUT {
            @Override
            byte[] on(byte[] file, List<Integer> borders, Random random) {
                return Arrays.copyOf(file, Segment.HEAD + random.nextInt(file.length - Segment.HEAD));
            }
        },
        CUT_MIDDLE {
            @Override
            byte[] on(byte[] file, List<Integer> borders, Random random) {
                int from = Segment.HEAD + random.nextInt(file.length - Segment.HEAD);
                return joined(file, 0, from, from + random.nextInt(file.length - from), file.length);
            }
        },
        /** Changes the data and makes the checksum right again. */
        CHANGE {
            @Override
            byte[] on(byte[] file, List<Integer> borders, Random random) {
                int record = random.nextInt(borders.size() - 1);
                byte[] bytes = file.clone();
                bytes[borders.get(record) + 32] ^= 1;
                seal(bytes, borders.get(record), borders.get(record + 1));
                return bytes;
            }
        },
        /** Changes the data and makes checksum and chain of this record right again. */
        FORGE {
            @Override
            byte[] on(byte[] file, List<Integer> borders, Random random) {
                int record = random.nextInt(borders.size() - 1);
                int begin = borders.get(record);
                int end = borders.get(record + 1);
                byte[] bytes = file.clone();
                bytes[begin + 32] ^= 1;
                Chain chain = new Chain(Chain.beginning());
                chain.restart(bytes, record == 0 ? 16 : begin - RecordForm.CHECKSUM - Chain.SIZE);
                int stored = end - RecordForm.CHECKSUM - Chain.SIZE;
                chain.add(bytes, begin, stored - begin);
                System.arraycopy(chain.last(), 0, bytes, stored, Chain.SIZE);
                seal(bytes, begin, end);
                return bytes;
            }
        };

        abstract byte[] on(byte[] file, List<Integer> borders, Random random);

        private static void seal(byte[] bytes, int begin, int end) {
            int checksum = RecordForm.checksum(bytes, begin, end - begin - RecordForm.CHECKSUM);
            ByteBuffer.wrap(bytes).putInt(end - RecordForm.CHECKSUM, checksum);
        }

        private static byte[] joined(byte[] file, int from, int to, int second, int end) {
            return ByteBuffer.allocate(to - from + end - second).put(file, from, to - from).put(file, second, end - second).array();
        }

        private static byte[] joined(byte[] first, byte[] second, byte[] file, int from) {
            return ByteBuffer.allocate(first.length + second.length + file.length - from).put(first).put(second)
                    .put(file, from, file.length - from).array();
        }
    }
}
