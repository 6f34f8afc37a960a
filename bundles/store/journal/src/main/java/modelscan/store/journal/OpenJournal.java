package modelscan.store.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import modelscan.base.disk.FolderLock;

/** A folder that is locked, recovered and written. */
record OpenJournal(Path folder, FolderLock lock, Writer writer) implements Closeable {

    static OpenJournal in(Disk disk, Path folder, Sizes sizes) throws IOException {
        disk.folder(folder);
        FolderLock lock = FolderLock.take(folder);
        try {
            Tail tail = new Recovery(disk, folder).tail();
            Guard guard = new Guard(disk, folder, sizes.reserve());
            guard.look();
            Writer writer = new Writer(Tape.at(disk, folder, sizes.segment(), tail), guard, tail.end());
            writer.start();
            return new OpenJournal(folder, lock, writer);
        } catch (IOException | RuntimeException broken) {
            lock.close();
            throw broken;
        }
    }

    Reading read(long from) {
        // In this order: a segment that is begun meanwhile is found in the folder.
        long end = writer.end();
        return Reading.of(folder, writer.marks(), Math.min(from, end), end);
    }

    /** A look at all that is on disk now. */
    Survey survey() throws IOException {
        // One that is ahead of the end is not looked at.
        Optional<Anchor.Mark> anchor = Anchor.read(folder);
        return Survey.of(folder, anchor, writer.end());
    }

    @Override
    public void close() throws IOException {
        // While a disk that hangs may still take a write, nobody else may write.
        if (writer.close()) {
            lock.close();
        }
    }

    /** How long a segment becomes, and how much of the disk stays free, in bytes. */
    record Sizes(long segment, long reserve) {
    }
}
