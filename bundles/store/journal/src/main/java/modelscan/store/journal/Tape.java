package modelscan.store.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** The end of the journal; used by one thread. */
final class Tape implements Closeable {
    private static final int ROOM = 1 << 20;

    private final Disk disk;
    private final Path folder;
    private final long longest;
    private final Anchor anchor;
    private final Chain chain;
    private volatile Marks marks;
    private Disk.Sheet sheet;
    private long size;
    private long end;
    private ByteBuffer room = ByteBuffer.allocate(ROOM);

    private Tape(Disk disk, Path folder, long longest, Tail tail, Anchor anchor) throws IOException {
        this.disk = disk;
        this.folder = folder;
        this.longest = longest;
        this.anchor = anchor;
        this.chain = new Chain(tail.chain());
        this.marks = tail.marks();
        this.size = tail.size();
        this.end = tail.end();
        this.sheet = disk.open(tail.segment().file());
    }

    /** Goes on at the end of a journal, in segments that are hardly longer than this. */
    static Tape at(Disk disk, Path folder, long longest, Tail tail) throws IOException {
        Anchor anchor = Anchor.open(disk, folder);
        try {
            Tape tape = new Tape(disk, folder, longest, tail, anchor);
            tape.settle();
            return tape;
        } catch (IOException broken) {
            anchor.close();
            throw broken;
        }
    }

    /** Begins a segment; it is there even after a power cut. */
    static Disk.Sheet begin(Disk disk, Segment segment, byte[] chain) throws IOException {
        Disk.Sheet sheet = disk.open(segment.file());
        try {
            sheet.write(segment.head(chain), 0);
            sheet.force();
            disk.settle(segment.file().getParent());
            return sheet;
        } catch (IOException broken) {
            sheet.close();
            throw broken;
        }
    }

    /** Writes entries; when it returns they survive a power cut. */
    void write(List<Pending> group) throws IOException {
        int length = group.stream().mapToInt(RecordForm::size).sum();
        if (size > Segment.HEAD && size + length > longest) {
            turn();
        }
        sheet.write(records(group, length), size);
        sheet.force();
        size += length;
        end += group.size();
        anchor.write(end, chain.last());
    }

    Marks marks() {
        return marks;
    }

    @Override
    public void close() throws IOException {
        try (Disk.Sheet _ = sheet; anchor) {
            anchor.force();
        }
    }

    private ByteBuffer records(List<Pending> group, int length) {
        if (room.capacity() < length) {
            room = ByteBuffer.allocate(length);
        }
        room.clear();
        int place = 0;
        for (Pending entry : group) {
            marks.pass(entry.position(), size + room.position());
            RecordForm.write(entry, place++, chain, room);
        }
        return room.flip();
    }

    private void turn() throws IOException {
        Segment next = Segment.in(folder, end);
        Disk.Sheet fresh = begin(disk, next, chain.last());
        try (Disk.Sheet _ = sheet) {
            sheet = fresh;
            size = Segment.HEAD;
            marks = new Marks(next);
            settle();
        }
    }

    private void settle() throws IOException {
        anchor.write(end, chain.last());
        anchor.force();
        disk.settle(folder);
    }
}
