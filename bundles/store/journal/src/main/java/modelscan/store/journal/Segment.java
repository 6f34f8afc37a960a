package modelscan.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A file of the journal, named by the position of its first entry.
 *
 * <p>Its head: magic 8 | first position 8 | chain before it 32 | CRC32C 4.
 */
record Segment(Path file, long first) {
    static final int HEAD = 52;
    private static final String ENDING = ".journal";
    private static final long MAGIC = 0x4d534a4f55524e31L;
    private static final int CHAIN = 16;
    private static final int CHECKSUM = CHAIN + Chain.SIZE;
    private static final int NAME = 19;

    static Segment in(Path folder, long first) {
        return new Segment(folder.resolve(String.format(Locale.ROOT, "%0" + NAME + "d", first) + ENDING), first);
    }

    /** All there are, in order. */
    static List<Segment> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9]{" + NAME + "}\\" + ENDING))
                    .map(file -> new Segment(file, first(file))).sorted(Comparator.comparingLong(Segment::first)).toList();
        }
    }

    long size() throws IOException {
        return Files.size(file);
    }

    /** The head of a segment that goes on behind this hash. */
    ByteBuffer head(byte[] chain) {
        ByteBuffer head = ByteBuffer.allocate(HEAD).putLong(MAGIC).putLong(first).put(chain);
        return head.putInt(RecordForm.checksum(head.array(), 0, CHECKSUM)).flip();
    }

    /** Whether the head never reached the disk; nothing was written behind it then. */
    boolean unfinished() throws IOException {
        long size = size();
        return size < HEAD || size == HEAD && !intact(bytes(0, HEAD));
    }

    /** The hash that stands before its first entry. */
    byte[] chainBefore() throws IOException {
        ByteBuffer head = bytes(0, HEAD);
        if (!intact(head)) {
            throw new Damaged(file, 0, first, "its head is not as it was written");
        }
        return chain(head, CHAIN);
    }

    /** The hash of its last entry, provided that it ends with one. */
    byte[] chainBehind() throws IOException {
        if (size() == HEAD) {
            return chainBefore();
        }
        long place = size() - RecordForm.CHECKSUM - Chain.SIZE;
        if (place < HEAD) {
            throw new Damaged(file, 0, first, "it is too short");
        }
        return chain(bytes(place, Chain.SIZE), 0);
    }

    private boolean intact(ByteBuffer head) {
        return head.limit() == HEAD && head.getLong(0) == MAGIC && head.getLong(Long.BYTES) == first
                && head.getInt(CHECKSUM) == RecordForm.checksum(head.array(), 0, CHECKSUM);
    }

    private ByteBuffer bytes(long place, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes, place + bytes.position());
            }
        }
        return bytes.flip();
    }

    private static byte[] chain(ByteBuffer bytes, int place) {
        byte[] chain = new byte[Chain.SIZE];
        bytes.get(place, chain);
        return chain;
    }

    private static long first(Path file) {
        return Long.parseLong(file.getFileName().toString().substring(0, NAME));
    }
}
