package modelscan.store.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks at every record of a journal that nobody writes. */
final class Verification {
    private final Path folder;

    Verification(Path folder) {
        this.folder = folder;
    }

    /**
     * How many entries there are, all as they were written.
     *
     * @throws Damaged at the first place that is not
     */
    long entries() throws IOException {
        Optional<Anchor.Mark> anchor = Anchor.read(folder);
        List<Segment> segments = Segment.all(folder);
        if (!segments.isEmpty() && segments.getLast().unfinished()) {
            segments = segments.subList(0, segments.size() - 1);
        }
        if (!segments.isEmpty()) {
            return new Inspection(segments, anchor).whole().end();
        }
        if (anchor.isPresent() && anchor.get().end() > 0) {
            throw new Damaged(folder, 0, 0, "all its entries are gone");
        }
        return 0;
    }
}
