package modelscan.stream.websocket;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** Joins the fragments of messages; what is about the connection comes at once, also between fragments. */
final class MessageReader implements Framing.Reader {
    private static final int SIZE = 8 * 1024;

    private final InputStream source;
    private final int maximum;
    private final byte[] buffer = new byte[SIZE];
    private final Payload message = new Payload();
    private final Payload control = new Payload();
    private int from;
    private int filled;
    // the message whose fragments are being joined, and the frame whose payload is being read; null for none
    private Opcode open;
    private Head head;
    private long done;
    private boolean ended;
    private Frame waiting;
    private FailureException broken;

    MessageReader(InputStream source, int maximum) {
        if (maximum < 1) {
            throw new IllegalArgumentException("a message needs room, not " + maximum + " bytes");
        }
        this.source = source;
        this.maximum = maximum;
    }

    @Override
    public Optional<Frame> next() throws IOException {
        while (!ready() && !ended) {
            read();
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
            while (waiting == null && broken == null && !ended && step()) {
                // one frame on the wire after the other
            }
        } catch (FailureException refused) {
            broken = refused;
        }
        return waiting != null || broken != null;
    }

    // Goes on as far as the bytes reach; false when more are needed.
    private boolean step() {
        if (head == null) {
            int size = Head.size(buffer, from, filled);
            if (size == 0 || filled - from < size) {
                return false;
            }
            head = Head.read(buffer, from);
            from += size;
            done = 0;
            check();
        }
        int count = (int) Math.min(head.length() - done, filled - from);
        payload().add(buffer, from, count, head.mask(), done);
        from += count;
        done += count;
        if (done < head.length()) {
            return false;
        }
        finish();
        return true;
    }

    private void check() {
        if (head.opcode().control()) {
            return;
        }
        boolean continues = head.opcode() == Opcode.CONTINUATION;
        if (continues != (open != null)) {
            throw refuse(continues ? "a fragment continues nothing" : "a message begins inside another one");
        }
        open = continues ? open : head.opcode();
        if (head.length() > maximum - message.size()) {
            throw refuse("a message is larger than the limit of " + maximum + " bytes");
        }
    }

    private Payload payload() {
        return head.opcode().control() ? control : message;
    }

    private void finish() {
        Opcode opcode = head.opcode().control() ? head.opcode() : open;
        if (head.last()) {
            byte[] data = payload().taken();
            if (opcode == Opcode.TEXT && !Utf8.valid(data, 0)) {
                throw refuse("a text is not UTF-8");
            }
            if (opcode == Opcode.CLOSE) {
                Closing.check(data);
                ended = true;
            }
            open = opcode.control() ? open : null;
            waiting = new Frame(opcode.word(), data, false);
        }
        head = null;
    }

    private void read() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, filled - from);
        filled -= from;
        from = 0;
        int count = source.read(buffer, filled, buffer.length - filled);
        ended = count < 0;
        filled += Math.max(count, 0);
    }

    /** A failure of whoever sent these bytes. */
    static FailureException refuse(String why) {
        return new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE, "not a valid WebSocket stream: " + why));
    }
}
