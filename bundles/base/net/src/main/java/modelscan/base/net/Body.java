package modelscan.base.net;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import modelscan.api.model.FailureException;

/** The body of an answer: bounded, watched, and never ending cleanly before its end. */
final class Body extends InputStream {
    private final InputStream bytes;
    private final Vigil vigil;
    private final String where;
    private final long most;
    private final Runnable atEnd;
    private final Runnable atClose;
    private FailureException failed;
    private long count;
    private volatile boolean ended;

    Body(Source source, long most, Runnable atEnd, Runnable atClose) {
        this.bytes = source.bytes();
        this.vigil = source.vigil();
        this.where = source.where();
        this.most = most;
        this.atEnd = atEnd;
        this.atClose = atClose;
    }

    /** Where the bytes come from. */
    record Source(InputStream bytes, Vigil vigil, String where) {
    }

    /** Whether everything was read. */
    boolean ended() {
        return ended;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        if (ended) {
            return -1;
        }
        // After an error or an abort the library's stream says that it is at its end.
        if (failed != null) {
            throw failed;
        }
        return counted(more(buffer, offset, length));
    }

    @Override
    public int available() {
        try {
            return ended ? 0 : bytes.available();
        } catch (IOException _) {
            return 0;
        }
    }

    @Override
    public void close() {
        atClose.run();
    }

    private int more(byte[] buffer, int offset, int length) {
        vigil.reading();
        try {
            return bytes.read(buffer, offset, length);
        } catch (IOException problem) {
            failed = Faults.insideBody(problem, vigil, where);
            throw failed;
        } finally {
            vigil.rest();
        }
    }

    private int counted(int read) {
        if (read < 0 && vigil.isCancelled()) {
            failed = new FailureException(vigil.ended().orElseThrow());
            throw failed;
        }
        if (read < 0) {
            ended = true;
            atEnd.run();
            return read;
        }
        count += read;
        if (count > most) {
            failed = Faults.tooLarge(most, where);
            close();
            throw failed;
        }
        return read;
    }
}
