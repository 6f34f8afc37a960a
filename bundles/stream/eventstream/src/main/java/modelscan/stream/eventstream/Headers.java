package modelscan.stream.eventstream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import modelscan.api.gateway.Frame;

/** The few headers that say what a message is; others are stepped over, whatever their type. */
final class Headers {
    static final byte[] MESSAGE_TYPE = name(":message-type");
    static final byte[] EVENT_TYPE = name(":event-type");
    static final byte[] EXCEPTION_TYPE = name(":exception-type");
    static final byte[] ERROR_CODE = name(":error-code");
    static final byte[] ERROR_MESSAGE = name(":error-message");
    static final byte[] CONTENT_TYPE = name(":content-type");
    /** The type of a header that is a text. */
    static final int TEXT = 7;

    private final byte[] bytes;
    private final int end;
    private int at;
    private String kind = "event";
    private String event = "";
    private String exception = "";
    private String code = "";
    private String message = "";
    private String media = "";

    private Headers(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** Reads the headers that lie here. */
    static Headers of(byte[] bytes, int from, int end) {
        Headers headers = new Headers(bytes, from, end);
        while (headers.at < end) {
            headers.header();
        }
        return headers;
    }

    /** The frame of these headers and a payload; an error may have its words in a header instead. */
    Frame frame(byte[] payload) {
        String name = switch (kind) {
            case "exception" -> EventStream.EXCEPTION + exception;
            case "error" -> EventStream.ERROR + code;
            default -> event;
        };
        byte[] data = payload.length == 0 && kind.equals("error") ? message.getBytes(StandardCharsets.UTF_8) : payload;
        return new Frame(name, data, false, media);
    }

    private void header() {
        int name = step(size(1));
        int nameEnd = at;
        int type = size(1);
        int value = step(length(type));
        if (type == TEXT && bytes[name] == ':') {
            keep(name, nameEnd, new String(bytes, value, at - value, StandardCharsets.UTF_8));
        }
    }

    private int length(int type) {
        return switch (type) {
            case 0, 1 -> 0;
            case 2 -> 1;
            case 3 -> 2;
            case 4 -> 4;
            case 5, 8 -> 8;
            case 6, TEXT -> size(2);
            case 9 -> 16;
            default -> throw MessageReader.refuse("a header has the unknown type " + type);
        };
    }

    private void keep(int from, int to, String value) {
        if (is(EVENT_TYPE, from, to)) {
            event = value;
        } else if (is(MESSAGE_TYPE, from, to)) {
            kind = value;
        } else if (is(CONTENT_TYPE, from, to)) {
            media = value.equals("application/json") ? "application/json" : plain(value);
        } else if (is(EXCEPTION_TYPE, from, to)) {
            exception = value;
        } else if (is(ERROR_CODE, from, to)) {
            code = value;
        } else if (is(ERROR_MESSAGE, from, to)) {
            message = value;
        }
    }

    private boolean is(byte[] word, int from, int to) {
        return Arrays.equals(word, 0, word.length, bytes, from, to);
    }

    private static String plain(String media) {
        int parameters = media.indexOf(';');
        return (parameters < 0 ? media : media.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    // A number of one or two bytes.
    private int size(int bytesOfIt) {
        int place = step(bytesOfIt);
        return bytesOfIt == 1 ? bytes[place] & 0xff : (bytes[place] & 0xff) << 8 | bytes[place + 1] & 0xff;
    }

    // The place before the step.
    private int step(int count) {
        int place = at;
        if (count > end - at) {
            throw MessageReader.refuse("a header is longer than the headers");
        }
        at += count;
        return place;
    }

    private static byte[] name(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
