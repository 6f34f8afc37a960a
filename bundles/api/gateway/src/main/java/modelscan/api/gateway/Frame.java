package modelscan.api.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One message of a dialect as bytes: an event of a stream, a line, or a whole body.
 *
 * @param event the name of the event, empty where the framing has none
 * @param data the bytes; not to be changed
 * @param whole whether this is a whole answer instead of a step of a stream
 * @param type the media type of a body, in lower case and without parameters; empty where it was not told or does not matter
 */
public record Frame(String event, byte[] data, boolean whole, String type) {
    /** The event of the last frame of a body that is not JSON and came in several. */
    public static final String END = "end";

    public Frame {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(type, "type");
    }

    /** A frame whose media type does not matter. */
    public Frame(String event, byte[] data, boolean whole) {
        this(event, data, whole, "");
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
