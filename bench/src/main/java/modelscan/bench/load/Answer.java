package modelscan.bench.load;

import java.nio.charset.StandardCharsets;
import modelscan.bench.http.MessageParser;

/** What is kept of one answer's body: its size, its events, its last bytes. */
final class Answer implements MessageParser.Body {
    private static final int TAIL = 16;

    private final byte[] tail = new byte[TAIL];
    private final boolean stream;
    private final int least;
    private long size;
    private int tailLength;
    private int events;
    private boolean atLineStart = true;

    Answer(Call call) {
        stream = call.stream();
        least = call.least();
    }

    @Override
    public void part(byte[] bytes, int from, int to) {
        size += to - from;
        keepTail(bytes, from, to);
        if (stream) {
            countEvents(bytes, from, to);
        }
    }

    /** The verdict on a whole answer. */
    Outcome judge(int status) {
        if (status < 200 || status > 299) {
            return Outcome.STATUS;
        }
        if (stream && !endsWith("[DONE]")) {
            return Outcome.CUT;
        }
        boolean enough = stream ? events >= least : size >= least && endsWith("}");
        return enough ? Outcome.OK : Outcome.SHORT;
    }

    boolean hasBegun() {
        return size > 0;
    }

    int events() {
        return events;
    }

    void clear() {
        size = 0;
        tailLength = 0;
        events = 0;
        atLineStart = true;
    }

    private void keepTail(byte[] bytes, int from, int to) {
        int fresh = Math.min(TAIL, to - from);
        int old = Math.min(tailLength, TAIL - fresh);
        System.arraycopy(tail, tailLength - old, tail, 0, old);
        System.arraycopy(bytes, to - fresh, tail, old, fresh);
        tailLength = old + fresh;
    }

    /** An event ends with an empty line, whichever line ends are used. */
    private void countEvents(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                events += atLineStart ? 1 : 0;
                atLineStart = true;
            } else if (bytes[i] != '\r') {
                atLineStart = false;
            }
        }
    }

    private boolean endsWith(String end) {
        return new String(tail, 0, tailLength, StandardCharsets.ISO_8859_1).stripTrailing().endsWith(end);
    }
}
