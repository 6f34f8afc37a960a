package modelscan.bench.http;

import java.net.ProtocolException;

/**
 * Cuts HTTP/1.1 messages out of bytes, however they are split.
 *
 * <pre>{@code
 * int next = parser.feed(bytes, 0, count, body);
 * if (parser.isComplete()) { use(parser.status()); parser.reset(); }
 * }</pre>
 */
public final class MessageParser {
    /** Which way the message goes: a request without a length has no body, a response lasts until the end. */
    public enum Kind { REQUEST, RESPONSE }

    /** Takes the body, chunk framing already removed. */
    @FunctionalInterface
    public interface Body {
        void part(byte[] bytes, int from, int to);
    }

    private enum State { START, HEADER, COUNTED, CHUNK_SIZE, CHUNK_DATA, CHUNK_END, TRAILER, UNTIL_CLOSE, COMPLETE }

    private static final int HEADER_LIMIT = 200;

    private final Kind kind;
    private final Line line = new Line();
    private State state = State.START;
    private String start = "";
    private int status;
    private int headers;
    private long left;
    private boolean counted;
    private boolean chunked;
    private boolean closing;

    public MessageParser(Kind kind) {
        this.kind = kind;
    }

    /** Takes bytes until the message is complete; answers the position after the last one used. */
    public int feed(byte[] bytes, int from, int to, Body body) throws ProtocolException {
        int at = from;
        while (at < to && state != State.COMPLETE) {
            at = switch (state) {
                case COUNTED, CHUNK_DATA, UNTIL_CLOSE -> data(bytes, at, to, body);
                case START, HEADER, CHUNK_SIZE, CHUNK_END, TRAILER -> text(bytes, at, to);
                case COMPLETE -> at;
            };
        }
        return at;
    }

    public boolean isComplete() {
        return state == State.COMPLETE;
    }

    /** No byte of a message has been seen yet. */
    public boolean isFresh() {
        return state == State.START;
    }

    /** The other side closed: was that a proper end of the message? */
    public boolean endsHere() {
        return state == State.COMPLETE || state == State.UNTIL_CLOSE;
    }

    /** The other side will close, or the message has no other end. */
    public boolean closes() {
        return closing;
    }

    public int status() {
        return status;
    }

    /** Request line, empty for a response. */
    public String requestLine() {
        return start;
    }

    public void reset() {
        line.clear();
        state = State.START;
        start = "";
        status = 0;
        headers = 0;
        left = 0;
        counted = false;
        chunked = false;
        closing = false;
    }

    private int data(byte[] bytes, int from, int to, Body body) {
        if (state == State.UNTIL_CLOSE) {
            body.part(bytes, from, to);
            return to;
        }
        int end = (int) Math.min(to, from + left);
        body.part(bytes, from, end);
        left -= end - from;
        if (left == 0) {
            state = state == State.COUNTED ? State.COMPLETE : State.CHUNK_END;
        }
        return end;
    }

    private int text(byte[] bytes, int from, int to) throws ProtocolException {
        int next = line.feed(bytes, from, to);
        if (line.complete()) {
            state = after(state);
            line.clear();
        }
        return next;
    }

    private State after(State current) throws ProtocolException {
        return switch (current) {
            case START -> startLine();
            case HEADER -> line.isEmpty() ? endOfHead() : header();
            case CHUNK_SIZE -> chunkSize();
            case CHUNK_END -> chunkEnd();
            case TRAILER -> line.isEmpty() ? State.COMPLETE : countHeader(State.TRAILER);
            case COUNTED, CHUNK_DATA, UNTIL_CLOSE, COMPLETE -> current;
        };
    }

    private State startLine() throws ProtocolException {
        if (kind == Kind.REQUEST) {
            start = line.text();
            return line.isEmpty() ? State.START : State.HEADER;
        }
        if (!line.startsWith("http/1.")) {
            throw new ProtocolException("not a status line");
        }
        status = (int) line.number("http/1.1 ".length(), 10);
        closing = line.startsWith("http/1.0");
        return State.HEADER;
    }

    private State header() throws ProtocolException {
        if (line.startsWith("content-length:")) {
            left = line.number("content-length:".length(), 10);
            counted = true;
        } else if (line.startsWith("transfer-encoding:")) {
            chunked = line.endsWith("chunked");
        } else if (line.startsWith("connection:")) {
            closing = line.endsWith("close");
        }
        return countHeader(State.HEADER);
    }

    private State countHeader(State next) throws ProtocolException {
        if (++headers > HEADER_LIMIT) {
            throw new ProtocolException("more than " + HEADER_LIMIT + " headers");
        }
        return next;
    }

    private State endOfHead() {
        if (kind == Kind.RESPONSE && status < 200) {
            reset();
            return State.START;
        }
        if (chunked) {
            return State.CHUNK_SIZE;
        }
        if (counted) {
            return left == 0 ? State.COMPLETE : State.COUNTED;
        }
        if (kind == Kind.REQUEST || status == 204 || status == 304) {
            return State.COMPLETE;
        }
        closing = true;
        return State.UNTIL_CLOSE;
    }

    private State chunkSize() throws ProtocolException {
        left = line.number(0, 16);
        return left == 0 ? State.TRAILER : State.CHUNK_DATA;
    }

    private State chunkEnd() throws ProtocolException {
        if (!line.isEmpty()) {
            throw new ProtocolException("a chunk is longer than its size");
        }
        return State.CHUNK_SIZE;
    }
}
