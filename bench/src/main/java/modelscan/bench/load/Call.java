package modelscan.bench.load;

import java.nio.charset.StandardCharsets;

/**
 * A request to send again and again, and what a good answer must hold.
 *
 * <pre>{@code Call.json(8080, "/v1/chat/completions", "", body, 500);}</pre>
 *
 * @param key sent as bearer; empty if none
 * @param least body bytes of a JSON answer, events of a stream
 */
public record Call(int port, String path, String key, String body, boolean stream, int least) {
    public Call {
        if (port < 1 || port > 65_535 || !path.startsWith("/") || least < 0) {
            throw new IllegalArgumentException("no usable call: port " + port + ", path " + path + ", least " + least);
        }
    }

    public static Call json(int port, String path, String key, String body, int leastBytes) {
        return new Call(port, path, key, body, false, leastBytes);
    }

    public static Call stream(int port, String path, String key, String body, int leastEvents) {
        return new Call(port, path, key, body, true, leastEvents);
    }

    byte[] bytes() {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nContent-Type: application/json\r\nAccept: "
                + (stream ? "text/event-stream" : "application/json") + "\r\nContent-Length: " + content.length
                + (key.isEmpty() ? "" : "\r\nAuthorization: Bearer " + key) + "\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + content.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(content, 0, all, start.length, content.length);
        return all;
    }
}
