package modelscan.stream.eventstream;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import modelscan.api.gateway.Frame;

/** A frame as a message, the reverse of {@link MessageReader}. */
final class MessageWriting {
    private static final int LONGEST_TEXT = 0x7fff;
    private static final byte[] NONE = {};

    private MessageWriting() {
    }

    /** The bytes of the message. */
    static byte[] bytes(Frame frame) {
        ByteArrayOutputStream headers = new ByteArrayOutputStream(128);
        byte[] payload = frame.data();
        String event = frame.event();
        if (event.startsWith(EventStream.EXCEPTION)) {
            header(headers, Headers.MESSAGE_TYPE, "exception");
            header(headers, Headers.EXCEPTION_TYPE, event.substring(EventStream.EXCEPTION.length()));
        } else if (event.startsWith(EventStream.ERROR)) {
            header(headers, Headers.MESSAGE_TYPE, "error");
            header(headers, Headers.ERROR_CODE, event.substring(EventStream.ERROR.length()));
            payload = words(headers, payload);
        } else {
            header(headers, Headers.MESSAGE_TYPE, "event");
            header(headers, Headers.EVENT_TYPE, event);
        }
        header(headers, Headers.CONTENT_TYPE, frame.type().isEmpty() ? "application/json" : frame.type());
        return message(headers.toByteArray(), payload);
    }

    // An error says its words in a header; what is too long for one or no text stays the payload.
    private static byte[] words(ByteArrayOutputStream headers, byte[] words) {
        String text = new String(words, StandardCharsets.UTF_8);
        if (words.length > LONGEST_TEXT || !Arrays.equals(words, text.getBytes(StandardCharsets.UTF_8))) {
            return words;
        }
        header(headers, Headers.ERROR_MESSAGE, text);
        return NONE;
    }

    private static void header(ByteArrayOutputStream headers, byte[] name, String text) {
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        if (value.length > LONGEST_TEXT) {
            throw new IllegalArgumentException("a header of " + value.length + " bytes is too long");
        }
        headers.write(name.length);
        headers.writeBytes(name);
        headers.write(Headers.TEXT);
        headers.write(value.length >> 8);
        headers.write(value.length);
        headers.writeBytes(value);
    }

    private static byte[] message(byte[] headers, byte[] payload) {
        int frame = MessageReader.PRELUDE + MessageReader.CHECKSUM;
        byte[] message = new byte[Math.addExact(frame + headers.length, payload.length)];
        ByteBuffer out = ByteBuffer.wrap(message).putInt(message.length).putInt(headers.length);
        out.putInt(checksum(message, out.position())).put(headers).put(payload);
        out.putInt(checksum(message, out.position()));
        return message;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }
}
