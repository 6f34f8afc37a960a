package modelscan.stream.jsonarray;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** Cuts objects out of an array; one that breaks off at the end is given as it is, so that its reader can tell. */
final class ElementReader implements Framing.Reader {
    private static final int FIRST_SIZE = 8 * 1024;

    private final InputStream source;
    private final int maximum;
    private final Grammar grammar = new Grammar();
    private byte[] buffer;
    // Where the open object begins; negative between two objects.
    private int begin = -1;
    private int scanned;
    private int filled;
    private boolean exhausted;
    private Frame waiting;
    private FailureException broken;

    ElementReader(InputStream source, int maximum) {
        if (maximum < 2) {
            throw new IllegalArgumentException("an object needs room, not " + maximum + " bytes");
        }
        this.source = source;
        this.maximum = Math.min(maximum, Integer.MAX_VALUE - 1024);
        this.buffer = new byte[Math.min(FIRST_SIZE, this.maximum + 1)];
    }

    @Override
    public Optional<Frame> next() throws IOException {
        while (!ready() && !exhausted) {
            read();
        }
        if (waiting == null && broken != null) {
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
                step();
            }
        } catch (FailureException garbage) {
            broken = garbage;
        }
        return waiting != null || broken != null;
    }

    private void step() {
        switch (grammar.step(buffer[scanned++])) {
            case BETWEEN -> { }
            case BEGIN -> begin = scanned - 1;
            case INSIDE -> checkSize();
            case END -> {
                checkSize();
                waiting = Frame.of(Arrays.copyOfRange(buffer, begin, scanned));
                begin = -1;
            }
        }
    }

    private void checkSize() {
        if (scanned - begin > maximum) {
            throw new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE,
                    "an object of an array is longer than the limit of " + maximum + " bytes"));
        }
    }

    private void read() throws IOException {
        if (filled == buffer.length) {
            shift();
        }
        int count = source.read(buffer, filled, buffer.length - filled);
        if (count >= 0) {
            filled += count;
            return;
        }
        exhausted = true;
        if (begin >= 0) {
            waiting = Frame.of(Arrays.copyOfRange(buffer, begin, filled));
            begin = -1;
        }
    }

    // Makes room behind what is read: by moving the open object to the front, or by a larger buffer.
    private void shift() {
        int from = begin < 0 ? filled : begin;
        int open = filled - from;
        int wanted = open > buffer.length / 2 ? (int) Math.min(buffer.length * 2L, maximum + 1L) : buffer.length;
        byte[] target = wanted > buffer.length ? new byte[wanted] : buffer;
        System.arraycopy(buffer, from, target, 0, open);
        buffer = target;
        begin = begin < 0 ? -1 : 0;
        scanned = open;
        filled = open;
    }
}
