package modelscan.api.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One message of a dialect as bytes: an event of a stream, a line, or a whole body.
 *
 * @param event the name of the event, empty where the framing has none
 * @param data the bytes; not to be changed
 * @param whole whether this is a whole answer instead of a step of a stream
 */
public record Frame(String event, byte[] data, boolean whole) {

    public Frame {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(data, "data");
    }

    /** A step of a stream without an event name. */
    public static Frame of(byte[] data) {
        return new Frame("", data, false);
    }

    /** A step of a stream with text as its data. */
    public static Frame of(String data) {
        return of(data.getBytes(StandardCharsets.UTF_8));
    }

    /** A whole answer. */
    public static Frame whole(byte[] data) {
        return new Frame("", data, true);
    }

    /** The data as text. */
    public String text() {
        return new String(data, StandardCharsets.UTF_8);
    }
}
