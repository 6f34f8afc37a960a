package modelscan.stream.sse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import modelscan.api.gateway.Frame;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** The event whose lines have come so far. */
final class Draft {
    private static final byte[] DATA = {'d', 'a', 't', 'a'};
    private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};

    private final int maximum;
    private String event = "";
    private byte[] data;
    private ByteArrayOutputStream more;

    Draft(int maximum) {
        this.maximum = maximum;
    }

    int maximum() {
        return maximum;
    }

    // Takes a line without its end; gives the event when the line completes it, otherwise null.
    Frame line(byte[] bytes, int from, int to) {
        if (from == to) {
            return complete();
        }
        if (named(DATA, bytes, from, to)) {
            int start = value(from + DATA.length, bytes, to);
            add(bytes, start, to);
        } else if (named(EVENT, bytes, from, to)) {
            int start = value(from + EVENT.length, bytes, to);
            bounded(to - start);
            event = new String(bytes, start, to - start, StandardCharsets.UTF_8);
        }
        return null;
    }

    // The event as it is now, or null if it has no data; what follows begins anew.
    Frame complete() {
        Frame frame = data == null ? null : new Frame(event, more == null ? data : more.toByteArray(), false);
        event = "";
        data = null;
        more = null;
        return frame;
    }

    private static boolean named(byte[] name, byte[] bytes, int from, int to) {
        int end = from + name.length;
        return end <= to && (end == to || bytes[end] == ':') && Arrays.equals(name, 0, name.length, bytes, from, end);
    }

    private static int value(int nameEnd, byte[] bytes, int to) {
        int start = Math.min(nameEnd + 1, to);
        return start < to && bytes[start] == ' ' ? start + 1 : start;
    }

    private void add(byte[] bytes, int from, int to) {
        if (data == null) {
            bounded(to - from);
            data = Arrays.copyOfRange(bytes, from, to);
            return;
        }
        if (more == null) {
            more = new ByteArrayOutputStream(data.length + to - from + 64);
            more.writeBytes(data);
        }
        bounded(more.size() + 1L + to - from);
        more.write('\n');
        more.write(bytes, from, to - from);
    }

    private void bounded(long size) {
        if (size > maximum) {
            throw new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE,
                    "an event of the stream is larger than the limit of " + maximum + " bytes"));
        }
    }
}
