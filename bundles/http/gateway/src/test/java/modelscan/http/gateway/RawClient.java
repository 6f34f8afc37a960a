package modelscan.http.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends bytes as the test wants them, and reads answers strictly. */
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    /** An answer. */
    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.get(name);
        }
    }

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static RawClient to(URI address) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
            socket.setSoTimeout(20_000);
            socket.setTcpNoDelay(true);
            return new RawClient(socket);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    RawClient send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(UTF_8));
            return this;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    RawClient get(String path, String... headers) {
        return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + lines(headers) + "\r\n");
    }

    RawClient post(String path, String body, String... headers) {
        return send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + lines(headers) + "Content-Length: "
                + body.getBytes(UTF_8).length + "\r\n\r\n" + body);
    }

    private static String lines(String... headers) {
        return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }

    Answer answer() throws IOException {
        Answer head = head();
        String length = head.header("content-length");
        if ("chunked".equals(head.header("transfer-encoding"))) {
            StringBuilder body = new StringBuilder();
            for (String chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
                body.append(chunk);
            }
            return new Answer(head.status, head.headers, body.toString());
        }
        return new Answer(head.status, head.headers, length == null ? "" : bytes(Integer.parseInt(length)));
    }

    Answer head() throws IOException {
        String status = line();
        if (!status.startsWith("HTTP/1.1 ")) {
            throw new IOException("no status line: " + status);
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        return new Answer(Integer.parseInt(status.substring(9, 12)), headers, "");
    }

    /** The next chunk; empty for the last one. The end of a chunk's line may come with the next chunk only. */
    String chunk() throws IOException {
        String size = line();
        String text = bytes(Integer.parseInt(size.isEmpty() ? line() : size, 16));
        if (text.isEmpty() && !line().isEmpty()) {
            throw new IOException("there are trailers");
        }
        return text;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int one = in.read();
            if (one < 0) {
                throw new EOFException("the end after " + line.toString(ISO_8859_1));
            }
            if (one == '\n') {
                return line.toString(UTF_8).stripTrailing();
            }
            line.write(one);
        }
    }

    private String bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException(bytes.length + " of " + length + " bytes");
        }
        return new String(bytes, UTF_8);
    }

    /** Whether the server has closed, which is waited for. */
    boolean closed() {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Says that nothing more will be sent. */
    void finishSending() throws IOException {
        socket.shutdownOutput();
    }

    /** Goes away rudely. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is gone, which is what was wanted.
        }
    }
}
