package modelscan.launcher.it;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A request on a socket of its own, so that a client can go away in the middle. */
final class OpenCall implements AutoCloseable {
    private static final int LONGEST_MILLIS = 30_000;
    private static final int MOST_BYTES = 1 << 20;

    private final Socket socket;

    private OpenCall(Socket socket) {
        this.socket = socket;
    }

    /** Sends a question to the address of chat. */
    static OpenCall chat(URI gateway, String body) throws IOException {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return send(gateway, "POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"
                + "content-length: " + length + "\r\n\r\n" + body);
    }

    /** Sends exactly this. */
    static OpenCall send(URI gateway, String request) throws IOException {
        Socket socket = new Socket(gateway.getHost(), gateway.getPort());
        socket.setSoTimeout(LONGEST_MILLIS);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return new OpenCall(socket);
    }

    /** Reads until this text has come; all that has come so far. */
    String readUntil(String text) throws IOException {
        StringBuilder come = new StringBuilder();
        while (come.indexOf(text) < 0) {
            int next = next(come);
            if (next < 0 || come.length() > MOST_BYTES) {
                throw new IOException("'" + text + "' did not come, but: " + come);
            }
            come.append((char) next);
        }
        return come.toString();
    }

    /** Goes away. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    private int next(CharSequence come) throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketTimeoutException e) {
            throw new IOException("nothing more came behind: " + come, e);
        }
    }
}
