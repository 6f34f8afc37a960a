package modelscan.launcher.it.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** One request as it came over the wire, and the line on which it is answered. */
final class FaultCall {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LARGEST_HEAD = 64 * 1024;

    private final Socket socket;
    private final UpstreamBook book;
    private final String head;
    private final JsonNode body;
    private boolean keeps;

    /** The gateway ended a call that was being answered. */
    static final class Gone extends IOException {
        private static final long serialVersionUID = 1;

        Gone(IOException cause) {
            super(cause);
        }
    }

    private FaultCall(Socket socket, UpstreamBook book, String head, JsonNode body) {
        this.socket = socket;
        this.book = book;
        this.head = head;
        this.body = body;
    }

    static FaultCall read(Socket socket, UpstreamBook book) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int seen = 0; seen != 0x0d0a0d0a; ) {
            int next = in.read();
            if (next < 0 || head.size() > LARGEST_HEAD) {
                throw new EOFException("no request");
            }
            head.write(next);
            seen = seen << 8 | next;
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        byte[] body = in.readNBytes(header(text, "content-length").isEmpty() ? 0
                : Integer.parseInt(header(text, "content-length")));
        return new FaultCall(socket, book, text, body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body));
    }

    /** The model asked for; of a request without one, its path. */
    String model() {
        return body.path("model").asText(head.substring(0, head.indexOf('\r')).split(" ")[1]);
    }

    boolean stream() {
        return body.path("stream").asBoolean();
    }

    /** What links the call to the request of the client: the last word of what was said. */
    String id() {
        JsonNode messages = body.path("messages");
        String said = messages.path(messages.size() - 1).path("content").asText();
        return said.substring(said.lastIndexOf(' ') + 1);
    }

    String header(String name) {
        return header(head, name);
    }

    /** Notes what this call will be billed for; on disk before any of it goes out. */
    void book(long input, long output, long sent) throws IOException {
        book.write(new UpstreamBook.Call(id(), model(), input, output, sent));
    }

    void say(String text) throws IOException {
        say(text.getBytes(StandardCharsets.UTF_8));
    }

    void say(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException closed) {
            throw new Gone(closed);
        }
    }

    /** One byte after another, each after a pause, until the gateway has had enough. */
    void drip(String text, long millis) throws IOException {
        for (int at = 0; at < text.length(); at++) {
            say(text.substring(at, at + 1));
            LockSupport.parkNanos(millis * 1_000_000);
        }
    }

    /** Says nothing until the gateway ends the call. */
    void waitUntilGone() throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                continue;
            }
        } catch (IOException reset) {
            throw new Gone(reset);
        }
        throw new Gone(new EOFException());
    }

    /** Ends the connection with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** The connection serves another call after this one. */
    void keep() {
        keeps = true;
    }

    /** Ends the connection although it said that it would be kept. */
    void leave() {
        keeps = false;
    }

    boolean keeps() {
        return keeps;
    }

    private static String header(String head, String name) {
        return head.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip()).findFirst().orElse("");
    }
}
