package modelscan.store.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import modelscan.api.gateway.store.Journal.Entry;

/** Reads the records of a segment one after the other, and checks each. */
final class SegmentReader implements Closeable {
    private static final int WINDOW = 256 * 1024;

    /** What stands at a place. */
    enum Step {
        /** A record as it was written. */
        RECORD,
        /** The end of the file. */
        END,
        /** Something else. */
        BROKEN
    }

    private final Segment segment;
    private final FileChannel channel;
    private final Chain chain = new Chain(Chain.beginning());
    private final boolean chained;
    private ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
    private long base;
    private int size;
    private long expected;
    private boolean follows;
    private boolean foreign;
    private String why = "";

    private SegmentReader(Segment segment, long offset, long position, boolean chained) throws IOException {
        this.segment = segment;
        this.channel = FileChannel.open(segment.file(), StandardOpenOption.READ);
        this.base = offset;
        this.expected = position;
        this.chained = chained;
    }

    /** From the first record on; its head must be right. */
    static SegmentReader from(Segment segment) throws IOException {
        byte[] before = segment.chainBefore();
        SegmentReader reader = new SegmentReader(segment, Segment.HEAD, segment.first(), true);
        reader.chain.restart(before, 0);
        reader.follows = true;
        return reader;
    }

    /** From a place where the record of this position begins. */
    static SegmentReader from(Segment segment, long offset, long position) throws IOException {
        return offset <= Segment.HEAD ? from(segment) : new SegmentReader(segment, offset, position, true);
    }

    /** From any place; whether the records follow from each other is not asked. */
    static SegmentReader loose(Segment segment, long offset) throws IOException {
        return new SegmentReader(segment, offset, 0, false);
    }

    /** Goes to the next record. */
    Step next() throws IOException {
        if (size > 0) {
            window.position(window.position() + size);
            expected++;
            size = 0;
        }
        if (!holds(1)) {
            return Step.END;
        }
        why = fault();
        if (!why.isEmpty()) {
            return Step.BROKEN;
        }
        size = window.getInt(window.position());
        return Step.RECORD;
    }

    /** Looks, behind a broken record, for the next place where a whole one of a later position begins. */
    boolean search(long later) throws IOException {
        while (holds(RecordForm.SMALLEST)) {
            long position = RecordForm.position(window, window.position());
            if (position >= later && position - later < segment.size() && whole().isEmpty()) {
                return true;
            }
            window.position(window.position() + 1);
        }
        return false;
    }

    /** Leaves the record that was found. */
    void skip() {
        window.position(window.position() + 1);
    }

    /** Where the record begins. */
    long offset() {
        return base + window.position();
    }

    /** The position that the record has or should have. */
    long position() {
        return expected;
    }

    long group() {
        return RecordForm.group(window, window.position());
    }

    Entry entry() {
        return RecordForm.read(window, window.position());
    }

    /** When the record was taken. */
    Instant at() {
        return RecordForm.at(window, window.position());
    }

    /** How many bytes the record has. */
    int length() {
        return size;
    }

    /** The hash of the record. */
    byte[] chain() {
        return chain.last();
    }

    /** Whether the broken record is whole, but not the one that belongs here; no crash does that. */
    boolean foreign() {
        return foreign;
    }

    Damaged damage() {
        return new Damaged(segment.file(), offset(), expected, why);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private String fault() throws IOException {
        String fault = whole();
        if (!fault.isEmpty() || !chained) {
            return fault;
        }
        int begin = window.position();
        foreign = true;
        if (RecordForm.position(window, begin) != expected) {
            return "entry " + RecordForm.position(window, begin) + " stands here";
        }
        int stored = RecordForm.chain(window, begin);
        if (follows) {
            chain.add(window.array(), begin, stored - begin);
            if (!chain.stands(window.array(), stored)) {
                return "it does not follow from the entry before it";
            }
        }
        chain.restart(window.array(), stored);
        follows = true;
        foreign = false;
        return "";
    }

    private String whole() throws IOException {
        if (!holds(Integer.BYTES)) {
            return "it ends within an entry";
        }
        int length = window.getInt(window.position());
        if (!RecordForm.possible(length)) {
            return "no entry is " + length + " bytes long";
        }
        if (!holds(length)) {
            return "it ends within an entry";
        }
        return RecordForm.intact(window, window.position()) ? "" : "its checksum is wrong";
    }

    /** Whether so many bytes follow; they are in the window then. */
    private boolean holds(int length) throws IOException {
        if (window.remaining() >= length) {
            return true;
        }
        base += window.position();
        ByteBuffer wider = window.capacity() >= length ? window.compact()
                : ByteBuffer.allocate(Math.max(length, WINDOW)).put(window);
        int read = 0;
        while (wider.hasRemaining() && read >= 0) {
            read = channel.read(wider, base + wider.position());
        }
        window = wider.flip();
        return window.remaining() >= length;
    }
}
