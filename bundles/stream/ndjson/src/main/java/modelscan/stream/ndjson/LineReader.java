package modelscan.stream.ndjson;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** Cuts lines out of bytes; blank ones say nothing and are left out. */
final class LineReader implements Framing.Reader {
    private static final int FIRST_SIZE = 8 * 1024;
    // A line may end with a carriage return and begin with a byte order mark.
    private static final int ROOM = 4;

    private final InputStream source;
    private final int maximum;
    private byte[] buffer;
    private int from;
    private int scanned;
    private int filled;
    private boolean atBeginning = true;
    private boolean exhausted;
    private Frame waiting;
    private FailureException broken;

    LineReader(InputStream source, int maximum) {
        if (maximum < 1) {
            throw new IllegalArgumentException("a line needs room, not " + maximum + " bytes");
        }
        this.source = source;
        this.maximum = Math.min(maximum, Integer.MAX_VALUE - 1024);
        this.buffer = new byte[Math.min(FIRST_SIZE, this.maximum + ROOM)];
    }

    @Override
    public Optional<Frame> next() throws IOException {
        while (!ready() && !exhausted) {
            fill();
        }
        if (broken != null) {
            throw broken;
        }
        Optional<Frame> frame = Optional.ofNullable(waiting);
        waiting = null;
        return frame;
    }

    @Override
    public boolean ready() {
        try {
            while (waiting == null && broken == null && scanned < filled) {
                if (buffer[scanned++] == '\n') {
                    int begin = from;
                    from = scanned;
                    waiting = frame(begin, scanned - 1);
                }
            }
        } catch (FailureException tooLong) {
            broken = tooLong;
        }
        return waiting != null || broken != null;
    }

    private Frame frame(int begin, int end) {
        int start = atBeginning && marked(begin, end) ? begin + 3 : begin;
        atBeginning = false;
        int stop = end > start && buffer[end - 1] == '\r' ? end - 1 : end;
        if (stop - start > maximum) {
            throw tooLong();
        }
        for (int at = start; at < stop; at++) {
            if (buffer[at] != ' ' && buffer[at] != '\t' && buffer[at] != '\r') {
                return Frame.of(Arrays.copyOfRange(buffer, start, stop));
            }
        }
        return null;
    }

    private boolean marked(int begin, int end) {
        return end - begin >= 3 && buffer[begin] == (byte) 0xEF && buffer[begin + 1] == (byte) 0xBB
                && buffer[begin + 2] == (byte) 0xBF;
    }

    private void fill() throws IOException {
        try {
            read();
        } catch (FailureException tooLong) {
            broken = tooLong;
        }
    }

    private void read() throws IOException {
        if (filled == buffer.length) {
            shift();
        }
        int count = source.read(buffer, filled, buffer.length - filled);
        if (count < 0) {
            exhausted = true;
            waiting = frame(from, filled);
            from = filled;
        } else {
            filled += count;
        }
    }

    // Makes room behind what is read: by moving the open line to the front, or by a larger buffer.
    private void shift() {
        int open = filled - from;
        if (open == maximum + ROOM) {
            throw tooLong();
        }
        int wanted = open > buffer.length / 2 ? (int) Math.min(buffer.length * 2L, maximum + (long) ROOM) : buffer.length;
        byte[] target = wanted > buffer.length ? new byte[wanted] : buffer;
        System.arraycopy(buffer, from, target, 0, open);
        buffer = target;
        from = 0;
        scanned = open;
        filled = open;
    }

    private FailureException tooLong() {
        return new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE,
                "a line is longer than the limit of " + maximum + " bytes"));
    }
}
