package modelscan.launcher.it.truth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends whatever bytes a test wants, and reads answers strictly. */
final class ClientSocket implements AutoCloseable {
    private static final int LONGEST_MILLIS = 30_000;
    private static final int SMALL = 4 << 10;

    private final Socket socket;
    private final InputStream in;

    /** An answer; status 0 means that the connection was closed without one. */
    record Answer(int status, Map<String, String> headers, String body) {
        static final Answer NONE = new Answer(0, Map.of(), "");

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private ClientSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), SMALL);
    }

    static ClientSocket to(URI address) throws IOException {
        return to(address, 0);
    }

    /** One that takes so few bytes at a time, if more than 0. */
    static ClientSocket to(URI address, int receives) throws IOException {
        Socket socket = new Socket();
        if (receives > 0) {
            socket.setReceiveBufferSize(receives);
        }
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        socket.setSoTimeout(LONGEST_MILLIS);
        socket.setTcpNoDelay(true);
        return new ClientSocket(socket);
    }

    ClientSocket send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    ClientSocket send(String text) throws IOException {
        return send(text.getBytes(UTF_8));
    }

    ClientSocket post(String path, byte[] body, String... headers) throws IOException {
        StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        byte[] start = head.append("content-length: ").append(body.length).append("\r\n\r\n").toString().getBytes(UTF_8);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return send(all);
    }

    ClientSocket chat(String body, String... headers) throws IOException {
        return post("/v1/chat/completions", body.getBytes(UTF_8), headers);
    }

    /** Says that nothing more will be sent. */
    void finishSending() throws IOException {
        socket.shutdownOutput();
    }

    /** The next answer, whole. */
    Answer answer() throws IOException {
        Answer head = head();
        if (head.header("transfer-encoding").equals("chunked")) {
            StringBuilder body = new StringBuilder();
            for (String chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
                body.append(chunk);
            }
            return new Answer(head.status, head.headers, body.toString());
        }
        String length = head.header("content-length");
        return new Answer(head.status, head.headers, length.isEmpty() ? "" : bytes(Integer.parseInt(length)));
    }

    /** What was answered before the connection was closed, if anything was. */
    Answer lastAnswer() {
        try {
            return answer();
        } catch (IOException closed) {
            return Answer.NONE;
        }
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

    /** Reads until this has come. */
    void readUntil(String text) throws IOException {
        StringBuilder come = new StringBuilder();
        while (come.indexOf(text) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the end after " + come);
            }
            come.append((char) next);
        }
    }

    /** Whether the server has closed or closes now. */
    boolean closed() {
        try {
            while (in.read() >= 0) {
                // What was on its way.
            }
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String chunk() throws IOException {
        String size = line();
        String text = bytes(Integer.parseInt(size.isEmpty() ? line() : size, 16));
        if (text.isEmpty()) {
            line();
        }
        return text;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                throw new EOFException("the end after " + line.toString(ISO_8859_1));
            }
            line.write(one);
        }
        return line.toString(UTF_8).stripTrailing();
    }

    private String bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException(bytes.length + " of " + length + " bytes");
        }
        return new String(bytes, UTF_8);
    }
}
