package modelscan.store.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.CRC32C;
import modelscan.api.gateway.store.Journal;
import modelscan.api.gateway.store.Journal.Entry;

/**
 * How an entry lies in a file.
 *
 * <pre>
 * length 4 | position 8 | place in its group 4 | microseconds 8 | length of kind 1 | kind | data | chain 32 | CRC32C 4
 * </pre>
 *
 * <p>The length is that of the whole record, and the checksum is over all before it. What was forced to the disk together is
 * a group: while no later group follows, a record may be broken without anybody having been told it was there.
 */
final class RecordForm {
    static final int CHECKSUM = Integer.BYTES;
    private static final int POSITION = 4;
    private static final int PLACE = 12;
    private static final int TIME = 16;
    private static final int KIND = 24;
    private static final int HEAD = 25;
    private static final int LONGEST_KIND = 40;
    static final int SMALLEST = HEAD + Chain.SIZE + CHECKSUM;
    static final int LARGEST = SMALLEST + LONGEST_KIND + Journal.LONGEST;
    private static final long MICROS = 1_000_000;

    private RecordForm() {
    }

    static int size(Pending entry) {
        return SMALLEST + entry.kind().length() + entry.data().length;
    }

    /** Adds a record to a buffer that has room for it. */
    static void write(Pending entry, int place, Chain chain, ByteBuffer target) {
        int begin = target.position();
        byte[] kind = entry.kind().getBytes(StandardCharsets.US_ASCII);
        target.putInt(size(entry)).putLong(entry.position()).putInt(place).putLong(micros(entry.at()));
        target.put((byte) kind.length).put(kind).put(entry.data());
        chain.add(target.array(), begin, target.position() - begin);
        target.put(chain.last());
        target.putInt(checksum(target.array(), begin, target.position() - begin));
    }

    static boolean possible(int size) {
        return size >= SMALLEST && size <= LARGEST;
    }

    /** Whether the record that begins here is as it was written. */
    static boolean intact(ByteBuffer bytes, int begin) {
        int size = bytes.getInt(begin);
        int kind = bytes.get(begin + KIND);
        return kind > 0 && kind <= LONGEST_KIND && SMALLEST + kind <= size
                && bytes.getInt(begin + size - CHECKSUM) == checksum(bytes.array(), begin, size - CHECKSUM);
    }

    static long position(ByteBuffer bytes, int begin) {
        return bytes.getLong(begin + POSITION);
    }

    /** The position of the first record that was forced to the disk together with this one. */
    static long group(ByteBuffer bytes, int begin) {
        return position(bytes, begin) - bytes.getInt(begin + PLACE);
    }

    /** Where the chain stands in the record that begins here. */
    static int chain(ByteBuffer bytes, int begin) {
        return begin + bytes.getInt(begin) - CHECKSUM - Chain.SIZE;
    }

    static Entry read(ByteBuffer bytes, int begin) {
        int kind = bytes.get(begin + KIND);
        byte[] data = new byte[bytes.getInt(begin) - SMALLEST - kind];
        bytes.get(begin + HEAD + kind, data);
        String name = new String(bytes.array(), begin + HEAD, kind, StandardCharsets.US_ASCII);
        return new Entry(position(bytes, begin), name, at(bytes, begin), data);
    }

    static Instant at(ByteBuffer bytes, int begin) {
        return instant(bytes.getLong(begin + TIME));
    }

    static int checksum(byte[] bytes, int offset, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, offset, length);
        return (int) checksum.getValue();
    }

    private static long micros(Instant at) {
        return at.getEpochSecond() * MICROS + at.getNano() / 1000;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
    }
}
