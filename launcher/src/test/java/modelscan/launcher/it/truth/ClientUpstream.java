package modelscan.launcher.it.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A provider whose answers wait for the test.
 *
 * <p>The first word of a question says how it is answered: {@code flood} with bytes without end, {@code hang} with
 * {@value #WORDS} words and then silence, {@code hold} with a word and, when the test lets it, the rest. Anything else is
 * answered at once.
 */
final class ClientUpstream implements AutoCloseable {
    static final int WORDS = 20;
    static final int INPUT = 5;
    static final int OUTPUT = 1000;
    private static final JsonMapper JSON = new JsonMapper();
    private static final int WAITING = 200;

    private final ServerSocket server;
    private final UpstreamBook book;
    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicLong flooded = new AtomicLong();
    private volatile CountDownLatch gate = new CountDownLatch(1);

    private ClientUpstream(ServerSocket server, UpstreamBook book) {
        this.server = server;
        this.book = book;
    }

    static ClientUpstream start(Path file) throws IOException {
        ClientUpstream upstream = new ClientUpstream(new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress()),
                UpstreamBook.open(file));
        Thread.ofVirtual().start(upstream::accept);
        return upstream;
    }

    /** The base address for a provider. */
    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    UpstreamBook book() {
        return book;
    }

    /** How many answers were given up by the gateway. */
    int cancelled() {
        return cancelled.get();
    }

    /** How many bytes of a flood were taken from it. */
    long flooded() {
        return flooded.get();
    }

    /** How many answers are held. */
    int held() {
        return held.get();
    }

    /** Lets all go that are held. */
    void release() {
        gate.countDown();
        gate = new CountDownLatch(1);
    }

    @Override
    public void close() throws IOException {
        gate.countDown();
        server.close();
        book.close();
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
            JsonNode question = JSON.readTree(body(connection.getInputStream()));
            String text = question.at("/messages/0/content").asText();
            String how = text.split(" ", 2)[0];
            OutputStream out = connection.getOutputStream();
            long sent = how.equals("hang") ? WORDS : OUTPUT;
            book.write(new UpstreamBook.Call(text, question.path("model").asText(), INPUT, OUTPUT, sent));
            write(out, "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: "
                    + (question.path("stream").asBoolean() ? "text/event-stream" : "application/json") + "\r\n\r\n");
            switch (how) {
                case "flood" -> flood(out);
                case "hang" -> hang(connection);
                case "hold" -> hold(out);
                default -> answer(out, question.path("stream").asBoolean(), text);
            }
        } catch (IOException gone) {
            cancelled.incrementAndGet();
        }
    }

    private void flood(OutputStream out) throws IOException {
        byte[] event = ("data: " + delta("x".repeat(1000)) + "\n\n").getBytes(StandardCharsets.UTF_8);
        while (!server.isClosed()) {
            out.write(event);
            flooded.addAndGet(event.length);
        }
    }

    private void hang(Socket connection) throws IOException {
        for (int i = 0; i < WORDS; i++) {
            write(connection.getOutputStream(), "data: " + delta(i == WORDS - 1 ? " last" : " word") + "\n\n");
        }
        if (connection.getInputStream().read() < 0) {
            throw new IOException("the gateway has gone");
        }
    }

    private void hold(OutputStream out) throws IOException {
        CountDownLatch mine = gate;
        write(out, "data: " + delta("held") + "\n\n");
        held.incrementAndGet();
        try {
            if (!mine.await(1, TimeUnit.MINUTES)) {
                throw new IOException("nobody let it go");
            }
        } catch (InterruptedException stop) {
            throw new IOException(stop);
        }
        end(out);
    }

    private static void answer(OutputStream out, boolean stream, String text) throws IOException {
        if (stream) {
            write(out, "data: " + delta(text) + "\n\n");
            end(out);
        } else {
            write(out, JSON.createObjectNode().put("id", "c1").put("object", "chat.completion")
                    .set("choices", JSON.createArrayNode().add(JSON.createObjectNode().put("index", 0).put("finish_reason", "stop")
                            .set("message", JSON.createObjectNode().put("role", "assistant").put("content", text)))).toString());
        }
    }

    private static void end(OutputStream out) throws IOException {
        write(out, "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                + "data: {\"id\":\"c1\",\"choices\":[],\"usage\":{\"prompt_tokens\":" + INPUT + ",\"completion_tokens\":" + OUTPUT
                + ",\"total_tokens\":" + (INPUT + OUTPUT) + "}}\n\ndata: [DONE]\n\n");
    }

    private static String delta(String text) {
        return JSON.createObjectNode().put("id", "c1").set("choices", JSON.createArrayNode().add(JSON.createObjectNode()
                .put("index", 0).set("delta", JSON.createObjectNode().put("content", text)))).toString();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] body(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.write(next);
        }
        String length = head.toString(StandardCharsets.ISO_8859_1).lines().filter(line -> line.toLowerCase(Locale.ROOT)
                .startsWith("content-length:")).map(line -> line.substring(15).strip()).findFirst().orElse("0");
        return in.readNBytes(Integer.parseInt(length));
    }
}
