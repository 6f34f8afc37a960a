package modelscan.store.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out where the journal goes on, and cuts off what a crash left half written. */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Disk disk;
    private final Path folder;

    Recovery(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    /** @throws Damaged if anything but the end is not as it was written */
    Tail tail() throws IOException {
        Optional<Anchor.Mark> anchor = Anchor.read(folder);
        List<Segment> segments = finished(Segment.all(folder));
        if (segments.isEmpty()) {
            return begin(anchor);
        }
        Tail tail = new Inspection(segments, anchor).brief();
        cut(tail);
        return tail;
    }

    private List<Segment> finished(List<Segment> segments) throws IOException {
        if (segments.isEmpty() || !segments.getLast().unfinished()) {
            return segments;
        }
        disk.remove(segments.getLast().file());
        return segments.subList(0, segments.size() - 1);
    }

    private Tail begin(Optional<Anchor.Mark> anchor) throws IOException {
        if (anchor.isPresent() && anchor.get().end() > 0) {
            throw new Damaged(folder, 0, 0, "all its entries are gone; if that is meant, remove the file anchor");
        }
        Segment segment = Segment.in(folder, 0);
        byte[] chain = Chain.beginning();
        Tape.begin(disk, segment, chain).close();
        return new Tail(segment, Segment.HEAD, 0, chain, new Marks(segment));
    }

    /** What is there was perhaps written, but never forced; now it counts, so it must be. */
    private void cut(Tail tail) throws IOException {
        try (Disk.Sheet sheet = disk.open(tail.segment().file())) {
            long surplus = tail.segment().size() - tail.size();
            if (surplus > 0) {
                LOG.warn("{} bytes behind entry {} of the journal were half written and are cut off; nobody was told they were kept",
                        surplus, tail.end() - 1);
                sheet.cut(tail.size());
            }
            sheet.force();
        }
    }
}
