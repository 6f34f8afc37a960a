package modelscan.store.journal;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Where some of the entries of a segment begin, so that nobody has to read it from its beginning. */
final class Marks {
    private static final long APART = 256 * 1024;

    private final Segment segment;
    private final ConcurrentSkipListMap<Long, Long> offsets = new ConcurrentSkipListMap<>();
    private long next = Segment.HEAD + APART;

    Marks(Segment segment) {
        this.segment = segment;
    }

    /** An entry that begins there; kept if the last one kept is far enough away. */
    void pass(long position, long offset) {
        if (offset >= next) {
            offsets.put(position, offset);
            next = offset + APART;
        }
    }

    Segment segment() {
        return segment;
    }

    /** The nearest place at or before a position. */
    Mark before(long position) {
        Map.Entry<Long, Long> mark = offsets.floorEntry(position);
        return mark == null ? new Mark(segment.first(), Segment.HEAD) : new Mark(mark.getKey(), mark.getValue());
    }

    /** Where an entry begins. */
    record Mark(long position, long offset) {
    }
}
