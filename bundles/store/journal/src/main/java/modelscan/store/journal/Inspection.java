package modelscan.store.journal;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import modelscan.store.journal.SegmentReader.Step;

/** Holds the segments against each other, against the anchor, and each record against the one before it. */
final class Inspection {
    private final List<Segment> segments;
    private final Optional<Anchor.Mark> anchor;

    Inspection(List<Segment> segments, Optional<Anchor.Mark> anchor) {
        this.segments = segments;
        this.anchor = anchor;
    }

    /** Looks at the last segment and at how the others are linked: enough to go on writing. */
    Tail brief() throws IOException {
        links();
        return ended(read(segments.getLast()));
    }

    /** Looks at every record. */
    Tail whole() throws IOException {
        links();
        for (int i = 0; i + 1 < segments.size(); i++) {
            Segment next = segments.get(i + 1);
            Tail tail = read(segments.get(i));
            if (tail.size() < tail.segment().size() || tail.end() != next.first()) {
                throw new Damaged(tail.segment().file(), tail.size(), tail.end(), "it should end with entry " + (next.first() - 1));
            }
        }
        return ended(read(segments.getLast()));
    }

    private void links() throws IOException {
        Segment first = segments.getFirst();
        if (first.first() != 0 || !Arrays.equals(first.chainBefore(), Chain.beginning())) {
            throw new Damaged(first.file(), 0, first.first(), "the journal does not begin with it");
        }
        for (int i = 1; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            if (!Arrays.equals(segment.chainBefore(), segments.get(i - 1).chainBehind())) {
                throw new Damaged(segment.file(), 0, segment.first(), "it does not follow from "
                        + segments.get(i - 1).file().getFileName());
            }
        }
    }

    /** Reads a segment up to its end, or to what a crash left half written in the last one. */
    private Tail read(Segment segment) throws IOException {
        Marks marks = new Marks(segment);
        try (SegmentReader reader = SegmentReader.from(segment)) {
            byte[] chain = reader.chain();
            anchored(segment, Segment.HEAD, segment.first(), chain);
            Step step = reader.next();
            while (step == Step.RECORD) {
                marks.pass(reader.position(), reader.offset());
                if (anchor.isPresent() && anchor.get().end() == reader.position() + 1) {
                    anchored(segment, reader.offset(), reader.position() + 1, reader.chain());
                }
                step = reader.next();
            }
            if (step == Step.BROKEN) {
                mayBeCut(segment, reader);
            }
            return new Tail(segment, reader.offset(), reader.position(), reader.chain(), marks);
        }
    }

    private void anchored(Segment segment, long offset, long end, byte[] chain) throws Damaged {
        if (anchor.isPresent() && anchor.get().end() == end && !anchor.get().chained(chain)) {
            throw new Damaged(segment.file(), offset, Math.max(0, end - 1), "another entry was kept here");
        }
    }

    // Only what was written last can be half written; a later group proves that this one had reached the disk.
    private void mayBeCut(Segment segment, SegmentReader reader) throws IOException {
        Damaged damage = reader.damage();
        if (reader.foreign() || !segment.equals(segments.getLast()) || anchor.filter(mark -> mark.end() > damage.position()).isPresent()) {
            throw damage;
        }
        try (SegmentReader behind = SegmentReader.loose(segment, damage.offset() + 1)) {
            long later = damage.position() + 1;
            while (behind.search(later)) {
                if (behind.group() > damage.position()) {
                    throw damage;
                }
                behind.skip();
            }
        }
    }

    private Tail ended(Tail tail) throws Damaged {
        if (anchor.isPresent() && anchor.get().end() > tail.end()) {
            throw new Damaged(tail.segment().file(), tail.size(), tail.end(), "the entries up to " + (anchor.get().end() - 1)
                    + " were kept and are gone; if an older copy was put here on purpose, remove the file anchor");
        }
        return tail;
    }
}
