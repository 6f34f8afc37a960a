package modelscan.bench.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import modelscan.bench.http.MessageParser;

/**
 * Asks a server on loopback one thing over a connection of its own.
 *
 * <pre>{@code Probe.get(8080, "/ready").await(Probe.Answer::isGood, Duration.ofSeconds(30));}</pre>
 */
public record Probe(int port, String head, String body) {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int PAUSE_MILLIS = 5;

    /** A status and a whole body. */
    public record Answer(int status, String body) {
        public boolean isGood() {
            return status == 200;
        }
    }

    public static Probe get(int port, String path) {
        return new Probe(port, "GET " + path + " HTTP/1.1\r\n", "");
    }

    public static Probe post(int port, String path, String body) {
        return new Probe(port, "POST " + path + " HTTP/1.1\r\nContent-Type: application/json\r\n", body);
    }

    public Probe bearer(String token) {
        return new Probe(port, head + "Authorization: Bearer " + token + "\r\n", body);
    }

    /** The head may hold a token. */
    @Override
    public String toString() {
        return head.substring(0, head.indexOf('\r')) + " on port " + port;
    }

    /** Asks once; empty when nobody answers with HTTP. */
    public Optional<Answer> ask() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            byte[] content = body.getBytes(StandardCharsets.UTF_8);
            String all = head + "Host: 127.0.0.1:" + port + "\r\nConnection: close\r\nContent-Length: " + content.length + "\r\n\r\n" + body;
            socket.getOutputStream().write(all.getBytes(StandardCharsets.UTF_8));
            return read(socket.getInputStream());
        } catch (IOException silent) {
            return Optional.empty();
        }
    }

    /** Asks again and again until the answer is the wanted one; empty when the time is over. */
    public Optional<Answer> await(Predicate<Answer> wanted, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            Optional<Answer> answer = ask().filter(wanted);
            if (answer.isPresent()) {
                return answer;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return Optional.empty();
    }

    private static Optional<Answer> read(InputStream in) throws IOException {
        MessageParser parser = new MessageParser(MessageParser.Kind.RESPONSE);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] bytes = new byte[16 * 1024];
        while (!parser.isComplete()) {
            int count = in.read(bytes);
            if (count < 0) {
                break;
            }
            parser.feed(bytes, 0, count, (part, from, to) -> body.write(part, from, to - from));
        }
        return parser.endsHere() ? Optional.of(new Answer(parser.status(), body.toString(StandardCharsets.UTF_8))) : Optional.empty();
    }
}
