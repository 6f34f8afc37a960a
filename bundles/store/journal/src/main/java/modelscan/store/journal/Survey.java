package modelscan.store.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.store.Journal.Verdict;
import modelscan.store.journal.SegmentReader.Step;

/** Looks at every entry before a position, also while others are written behind it; used by one thread, once. */
final class Survey {
    private static final int PORTION = 64 * 1024;

    private final Path folder;
    private final long end;
    private final Optional<Anchor.Mark> anchor;
    private final List<Segment> segments;
    private final Chain chain = new Chain(Chain.beginning());
    private long position;
    private Optional<Instant> first = Optional.empty();
    private Optional<Instant> last = Optional.empty();
    private Segment segment;
    private long size;

    private Survey(Path folder, Optional<Anchor.Mark> anchor, long end) throws IOException {
        this.folder = folder;
        this.anchor = anchor;
        this.end = end;
        // One that is being begun may have no head yet, and nothing in it is before the end.
        this.segments = Segment.all(folder).stream().filter(one -> one.first() < end).toList();
    }

    /** A journal that is written: {@code anchor} was read before it was known that {@code end} is reached. */
    static Survey of(Path folder, Optional<Anchor.Mark> anchor, long end) throws IOException {
        return new Survey(folder, anchor, end);
    }

    /** What a journal is that nobody writes; what a crash left half written at its end does not count. */
    static Verdict offline(Path folder) throws IOException {
        try {
            return new Survey(folder, Optional.empty(), new Verification(folder).entries()).verdict();
        } catch (Damaged damage) {
            Verdict sound = new Survey(folder, Optional.empty(), damage.position()).verdict();
            return new Verdict(sound.entries(), sound.first(), sound.last(), sound.hash(), Optional.of(damage.getMessage()));
        }
    }

    Verdict verdict() throws IOException {
        Optional<String> broken = Optional.empty();
        try {
            walk();
        } catch (Damaged damage) {
            broken = Optional.of(damage.getMessage());
        }
        return new Verdict(position, first, last, HexFormat.of().formatHex(chain.last()), broken);
    }

    /** The same, and what is as it was written is put into another folder. */
    Verdict copied(Path target) throws IOException {
        Verdict verdict = verdict();
        Files.createDirectories(target);
        for (Segment one : segments) {
            if (segment != null && one.first() <= segment.first()) {
                copy(one, target, one.equals(segment) ? size : one.size());
            }
        }
        return verdict;
    }

    private static void copy(Segment segment, Path target, long size) throws IOException {
        Path file = target.resolve(segment.file().getFileName());
        try (InputStream in = Files.newInputStream(segment.file());
                OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long left = size; left > 0;) {
                byte[] portion = in.readNBytes((int) Math.min(left, PORTION));
                if (portion.length == 0) {
                    throw new IOException(segment.file() + " became shorter while it was copied");
                }
                out.write(portion);
                left -= portion.length;
            }
        }
    }

    private void walk() throws IOException {
        for (Segment next : segments) {
            if (next.first() != position || !Arrays.equals(next.chainBefore(), chain.last())) {
                throw new Damaged(next.file(), 0, position, "it does not follow from what is before it");
            }
            read(next);
        }
        if (position < end) {
            throw new Damaged(folder, 0, position, "the entries up to " + (end - 1) + " are gone");
        }
    }

    private void read(Segment next) throws IOException {
        segment = next;
        size = Segment.HEAD;
        try (SegmentReader reader = SegmentReader.from(next)) {
            Step step = Step.RECORD;
            while (position < end && step == Step.RECORD) {
                step = reader.next();
                if (step == Step.BROKEN) {
                    throw reader.damage();
                }
                if (step == Step.RECORD) {
                    take(reader);
                }
            }
        }
    }

    private void take(SegmentReader reader) throws Damaged {
        byte[] hash = reader.chain();
        if (anchor.filter(mark -> mark.end() == position + 1 && !mark.chained(hash)).isPresent()) {
            throw new Damaged(segment.file(), reader.offset(), position, "another entry was kept here");
        }
        chain.restart(hash, 0);
        last = Optional.of(reader.at());
        first = first.or(() -> last);
        position++;
        size = reader.offset() + reader.length();
    }
}
