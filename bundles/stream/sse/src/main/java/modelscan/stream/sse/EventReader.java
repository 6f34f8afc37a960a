package modelscan.stream.sse;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** Cuts lines out of bytes, each byte looked at once, and hands them to the {@link Draft} of an event. */
final class EventReader implements Framing.Reader {
    private static final int FIRST_SIZE = 8 * 1024;
    // A line carries a field name beside the data.
    private static final int FIELD_ROOM = 64;

    private final InputStream source;
    private final Draft draft;
    private final int longestLine;
    private byte[] buffer;
    private int lineStart;
    private int scanned;
    private int filled;
    private boolean atBeginning = true;
    private boolean afterReturn;
    private boolean exhausted;
    private Frame waiting;
    private FailureException broken;

    EventReader(InputStream source, int maximum) {
        if (maximum < 1) {
            throw new IllegalArgumentException("a frame needs room, not " + maximum + " bytes");
        }
        this.source = source;
        this.draft = new Draft(maximum);
        this.longestLine = (int) Math.min((long) maximum + FIELD_ROOM, Integer.MAX_VALUE - FIELD_ROOM);
        this.buffer = new byte[Math.min(FIRST_SIZE, longestLine + 1)];
    }

    @Override
    public Optional<Frame> next() throws IOException {
        while (!ready()) {
            if (exhausted) {
                return Optional.empty();
            }
            fill();
        }
        if (broken != null) {
            throw broken;
        }
        Frame frame = waiting;
        waiting = null;
        return Optional.of(frame);
    }

    @Override
    public boolean ready() {
        if (waiting == null && broken == null) {
            try {
                waiting = cut();
            } catch (FailureException tooLarge) {
                broken = tooLarge;
            }
        }
        return waiting != null || broken != null;
    }

    // The event that the buffered lines complete, or null when more bytes are needed.
    private Frame cut() {
        while (scanned < filled) {
            byte each = buffer[scanned++];
            if (each != '\n' && each != '\r') {
                continue;
            }
            boolean secondHalf = each == '\n' && afterReturn && scanned - 1 == lineStart;
            afterReturn = each == '\r';
            int from = lineStart;
            lineStart = scanned;
            Frame complete = secondHalf ? null : line(from, scanned - 1);
            if (complete != null) {
                return complete;
            }
        }
        return null;
    }

    private Frame line(int from, int to) {
        int start = atBeginning && startsWithMark(from, to) ? from + 3 : from;
        atBeginning = false;
        return draft.line(buffer, start, to);
    }

    private boolean startsWithMark(int from, int to) {
        return to - from >= 3 && buffer[from] == (byte) 0xEF && buffer[from + 1] == (byte) 0xBB
                && buffer[from + 2] == (byte) 0xBF;
    }

    private void fill() throws IOException {
        try {
            readMore();
        } catch (FailureException tooLarge) {
            broken = tooLarge;
        }
    }

    private void readMore() throws IOException {
        makeRoom();
        int count = source.read(buffer, filled, buffer.length - filled);
        if (count >= 0) {
            filled += count;
            return;
        }
        exhausted = true;
        if (lineStart < filled) {
            waiting = line(lineStart, filled);
            lineStart = filled;
        }
        // Many servers leave out the blank line after their last event.
        waiting = waiting == null ? draft.complete() : waiting;
    }

    private void makeRoom() {
        int open = filled - lineStart;
        if (open > longestLine) {
            throw new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE,
                    "a line of the event stream is longer than the limit of " + draft.maximum() + " bytes"));
        }
        if (filled < buffer.length) {
            return;
        }
        byte[] target = open > buffer.length / 2 ? new byte[(int) Math.min(buffer.length * 2L, longestLine + 1L)] : buffer;
        System.arraycopy(buffer, lineStart, target, 0, open);
        buffer = target;
        scanned -= lineStart;
        filled = open;
        lineStart = 0;
    }
}
