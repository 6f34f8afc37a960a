package modelscan.launcher.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A provider that answers as a test tells it, byte by byte. */
final class FakeUpstream implements AutoCloseable {
    private static final int MOST_REQUESTS = 100;
    private static final int LONGEST_SECONDS = 30;

    private final ServerSocket server;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>(MOST_REQUESTS);
    private volatile Script script = whole(200, "{}");

    /** A request as it came over the wire. */
    record Received(String head, String body) {
        Optional<String> header(String name) {
            return head.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip()).findFirst();
        }
    }

    /** How a request is answered; the connection is closed behind it. */
    @FunctionalInterface
    interface Script {
        void answer(InputStream in, OutputStream out) throws IOException;
    }

    private FakeUpstream(ServerSocket server) {
        this.server = server;
    }

    static FakeUpstream start() throws IOException {
        FakeUpstream upstream = new FakeUpstream(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(upstream::accept);
        return upstream;
    }

    /** A whole answer in JSON. */
    static Script whole(int status, String json, String... headers) {
        return (in, out) -> write(out, head(status, "application/json", headers)
                + "content-length: " + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json);
    }

    /** A whole answer of any media type. */
    static Script page(int status, String mediaType, String text) {
        return (in, out) -> write(out, head(status, mediaType) + "\r\n" + text);
    }

    /** A stream that ends with its connection. */
    static Script events(String... lines) {
        return (in, out) -> {
            write(out, head(200, "text/event-stream") + "\r\n");
            for (String line : lines) {
                write(out, line + "\n\n");
            }
        };
    }

    /** No answer at all. */
    static Script broken() {
        return (in, out) -> { };
    }

    void answers(Script next) {
        script = next;
        received.clear();
    }

    /** The next request that came since the script was given. */
    Received request() throws InterruptedException {
        Received next = received.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no request came");
        }
        return next;
    }

    /** The base address for a provider. */
    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String head(int status, String mediaType, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\nconnection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("content-type: ").append(mediaType).append("\r\n").toString();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = connection.getInputStream();
            String head = head(in);
            Received request = new Received(head, "");
            int length = request.header("content-length").map(Integer::parseInt).orElse(0);
            received.offer(new Received(head, new String(in.readNBytes(length), StandardCharsets.UTF_8)));
            script.answer(in, connection.getOutputStream());
        } catch (IOException left) {
            // the gateway went away; the script has seen it
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }
}
