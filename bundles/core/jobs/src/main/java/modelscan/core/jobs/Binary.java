package modelscan.core.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.core.jobs.form.Bytes;

/** Bytes in a file: kept while it is written, read afterwards. */
final class Binary implements Bytes, AutoCloseable {
    private final FileChannel channel;
    private final long most;
    private long length;

    private Binary(FileChannel channel, long most) {
        this.channel = channel;
        this.most = most;
    }

    /** A new file of at most so many bytes. */
    static Binary writing(Disk.Sink sink, long most) {
        return new Binary(sink.channel(), most);
    }

    /** A file as it was written. */
    static Binary reading(Path file) throws IOException {
        return new Binary(FileChannel.open(file, StandardOpenOption.READ), 0);
    }

    @Override
    public long keep(byte[] bytes) {
        count(bytes.length);
        try {
            long at = channel.position();
            new Disk.Sink(channel).write(bytes);
            return at;
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** Counts bytes that are kept here or beside. */
    void count(int more) {
        length += more;
        if (length > most) {
            throw new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE, "the result is larger than the " + most
                    + " bytes that a job may keep"));
        }
    }

    @Override
    public byte[] read(long at, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, at + bytes.position()) < 0) {
                    throw new IOException("the file is shorter than it was");
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return bytes.array();
    }

    void force() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
