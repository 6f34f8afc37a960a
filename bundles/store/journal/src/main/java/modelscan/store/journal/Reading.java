package modelscan.store.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import modelscan.api.gateway.store.Journal.Entries;
import modelscan.api.gateway.store.Journal.Entry;
import modelscan.api.model.FailureException;
import modelscan.store.journal.SegmentReader.Step;

/** Entries as they lie on the disk, up to a position; used by one thread. */
final class Reading implements Entries {
    private final List<Segment> segments;
    private final long end;
    private long position;
    private int place;
    private SegmentReader reader;

    private Reading(List<Segment> segments, int place, SegmentReader reader, long position, long end) {
        this.segments = segments;
        this.place = place;
        this.reader = reader;
        this.position = position;
        this.end = end;
    }

    /**
     * Reads from one position up to before another.
     *
     * @param marks places in the last segment
     */
    static Reading of(Path folder, Marks marks, long from, long end) {
        try {
            // One that is being begun may have no head yet, and nothing in it is before the end.
            List<Segment> segments = Segment.all(folder).stream().filter(one -> one.first() == 0 || one.first() < end).toList();
            int place = segments.size() - 1;
            while (place > 0 && segments.get(place).first() > from) {
                place--;
            }
            Segment segment = segments.get(place);
            Marks.Mark near = segment.equals(marks.segment()) ? marks.before(from) : new Marks(segment).before(from);
            return new Reading(segments, place, SegmentReader.from(segment, near.offset(), near.position()), from, end);
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    @Override
    public boolean hasNext() {
        return position < end;
    }

    @Override
    public Entry next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the journal was read up to entry " + end);
        }
        try {
            step();
            while (reader.position() < position) {
                step();
            }
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
        position++;
        return reader.entry();
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private void step() throws IOException {
        Step step = reader.next();
        if (step == Step.END && place + 1 < segments.size()) {
            reader.close();
            reader = SegmentReader.from(segments.get(++place));
            step = reader.next();
        }
        if (step != Step.RECORD) {
            throw reader.damage();
        }
    }

    private static FailureException unreadable(IOException why) {
        return new FailureException(Reasons.failed(String.valueOf(why.getMessage())), why);
    }
}
