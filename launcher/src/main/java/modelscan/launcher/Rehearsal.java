package modelscan.launcher;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;

/**
 * A short run without an audience, from which Java learns what to have ready: the gateway in a home that is thrown away, a few
 * requests of every kind to the provider that needs no network, and the end. Only the script starts it.
 *
 * <p>It ends by itself. Real runs are not learned from: learning makes them slow, and writing it down takes seconds.
 */
public final class Rehearsal implements Launcher.Audience {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
    private static final int ROUNDS = 5;
    private static final String CHAT = "/v1/chat/completions";
    private static final String QUESTION = "\"messages\":[{\"role\":\"user\",\"content\":\"Is anybody there?\"}]";

    private Rehearsal() {
    }

    public static void main(String[] arguments) {
        System.exit(Launcher.exitCode(arguments, new Rehearsal()).number());
    }

    /** Never returns: the process ends as it does by a signal, or at once when something was not as it should be. */
    @Override
    public void ready(Map<String, String> listeners, Home home) throws IOException {
        try {
            URI data = URI.create(listeners.get("data"));
            URI management = URI.create(listeners.get("management"));
            String token = "authorization: Bearer " + Files.readString(home.adminToken()).strip() + "\r\n";
            for (int round = 0; round < ROUNDS; round++) {
                requests(data);
                expect(200, get(management, "/api/providers", token));
            }
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(ExitCode.BROKEN.number());
        }
        System.exit(ExitCode.STOPPED.number());
    }

    private static void requests(URI data) throws IOException {
        expect(200, get(data, "/v1/models", ""));
        expect(200, post(data, CHAT, "{\"model\":\"echo\"," + QUESTION + "}"));
        expect(200, post(data, CHAT, "{\"model\":\"echo\",\"stream\":true," + QUESTION + "}"));
        expect(200, post(data, "/v1/messages", "{\"model\":\"echo\",\"max_tokens\":100," + QUESTION + "}"));
        expect(200, post(data, "/v1/messages", "{\"model\":\"echo\",\"max_tokens\":100,\"stream\":true," + QUESTION + "}"));
        expect(404, post(data, CHAT, "{\"model\":\"nobody\"," + QUESTION + "}"));
    }

    private static String get(URI listener, String path, String header) throws IOException {
        return answer(listener, "GET " + path + " HTTP/1.1\r\n" + header, "");
    }

    private static String post(URI listener, String path, String body) throws IOException {
        return answer(listener, "POST " + path + " HTTP/1.1\r\ncontent-type: application/json\r\n", body);
    }

    /** By a plain socket: the classes of an HTTP client would be learned as well, and nobody needs them. */
    private static String answer(URI listener, String head, String body) throws IOException {
        try (Socket socket = new Socket()) {
            int limit = Math.toIntExact(LONGEST_ANSWER.toMillis());
            socket.connect(new InetSocketAddress(listener.getHost(), listener.getPort()), limit);
            socket.setSoTimeout(limit);
            socket.getOutputStream().write((head + "host: " + listener.getAuthority() + "\r\nconnection: close\r\ncontent-length: "
                    + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void expect(int status, String answer) {
        if (!answer.startsWith("HTTP/1.1 " + status + " ")) {
            throw new IllegalStateException("expected " + status + ", but came " + answer.lines().findFirst().orElse("nothing"));
        }
    }
}
