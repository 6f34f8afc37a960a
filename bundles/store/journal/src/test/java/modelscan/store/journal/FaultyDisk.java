package modelscan.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A disk whose n-th call fails, and every call after it. */
final class FaultyDisk implements Disk {
    private final Disk disk = new LocalDisk();
    private final AtomicInteger left;
    private final String words;
    private volatile long free = Long.MAX_VALUE;

    FaultyDisk(int calls, String words) {
        this.left = new AtomicInteger(calls);
        this.words = words;
    }

    static FaultyDisk sound() {
        return new FaultyDisk(Integer.MAX_VALUE, "");
    }

    boolean failed() {
        return left.get() < 0;
    }

    void free(long bytes) {
        free = bytes;
    }

    private void call() throws IOException {
        if (left.decrementAndGet() < 0) {
            throw new IOException(words);
        }
    }

    @Override
    public void folder(Path folder) throws IOException {
        call();
        disk.folder(folder);
    }

    @Override
    public Sheet open(Path file) throws IOException {
        call();
        return new FaultySheet(disk.open(file));
    }

    @Override
    public void remove(Path file) throws IOException {
        call();
        disk.remove(file);
    }

    @Override
    public void settle(Path folder) throws IOException {
        call();
        disk.settle(folder);
    }

    @Override
    public long free(Path folder) throws IOException {
        call();
        return Math.min(free, disk.free(folder));
    }

    private final class FaultySheet implements Sheet {
        private final Sheet sheet;

        FaultySheet(Sheet sheet) {
            this.sheet = sheet;
        }

        /** Half of the bytes still arrive, as on a disk that becomes full. */
        @Override
        public void write(ByteBuffer bytes, long at) throws IOException {
            try {
                call();
            } catch (IOException fault) {
                sheet.write(bytes.slice(bytes.position(), bytes.remaining() / 2), at);
                throw fault;
            }
            sheet.write(bytes, at);
        }

        @Override
        public void force() throws IOException {
            call();
            sheet.force();
        }

        @Override
        public void cut(long size) throws IOException {
            call();
            sheet.cut(size);
        }

        @Override
        public void close() throws IOException {
            sheet.close();
        }
    }
}
