package modelscan.store.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far the journal was when it last said so, in a file beside it.
 *
 * <p>Without it nobody would see that the last entries were taken away. It is written before anybody is told that an entry is
 * kept, but not forced: after a power cut it may be older than the journal, never younger. Two places take turns, so that one is
 * whole whenever the power goes: magic 8 | end 8 | chain 32 | CRC32C 4.
 */
final class Anchor implements Closeable {
    private static final String NAME = "anchor";
    private static final long MAGIC = 0x4d53414e43484f52L;
    private static final int CHAIN = 16;
    private static final int CHECKSUM = CHAIN + Chain.SIZE;
    private static final int SIZE = CHECKSUM + RecordForm.CHECKSUM;

    private static final int SLOT = 512;

    private final Disk.Sheet sheet;
    private final ByteBuffer bytes = ByteBuffer.allocate(SIZE);
    private int slot;

    private Anchor(Disk.Sheet sheet) {
        this.sheet = sheet;
    }

    /**
     * What was reached.
     *
     * @param end the position behind the last entry
     * @param chain the hash of the last entry
     */
    record Mark(long end, byte[] chain) {
        boolean chained(byte[] other) {
            return Arrays.equals(chain, other);
        }
    }

    static Anchor open(Disk disk, Path folder) throws IOException {
        return new Anchor(disk.open(folder.resolve(NAME)));
    }

    /** What the file says; empty if there is none, or if it never reached the disk. */
    static Optional<Mark> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        byte[] content = Arrays.copyOf(Files.exists(file) ? Files.readAllBytes(file) : new byte[0], 2 * SLOT);
        Optional<Mark> first = mark(content, 0);
        Optional<Mark> second = mark(content, SLOT);
        Optional<Mark> later = Stream.of(first, second).flatMap(Optional::stream).max(Comparator.comparingLong(Mark::end));
        // The very first mark may be half written; from the second on there is always one that is whole.
        if (later.isEmpty() && !Arrays.equals(content, SLOT, 2 * SLOT, new byte[SLOT], 0, SLOT)) {
            throw new Damaged(file, 0, 0, "it does not say how far the journal was; if its end is known otherwise, remove this file");
        }
        return later;
    }

    void write(long end, byte[] chain) throws IOException {
        bytes.clear().putLong(MAGIC).putLong(end).put(chain);
        bytes.putInt(RecordForm.checksum(bytes.array(), 0, CHECKSUM)).flip();
        sheet.write(bytes, slot);
        slot = SLOT - slot;
    }

    void force() throws IOException {
        sheet.force();
    }

    @Override
    public void close() throws IOException {
        sheet.close();
    }

    private static Optional<Mark> mark(byte[] content, int slot) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        if (bytes.getLong(slot) != MAGIC || bytes.getInt(slot + CHECKSUM) != RecordForm.checksum(content, slot, CHECKSUM)) {
            return Optional.empty();
        }
        return Optional.of(new Mark(bytes.getLong(slot + Long.BYTES), Arrays.copyOfRange(content, slot + CHAIN, slot + CHECKSUM)));
    }
}
