package modelscan.test.kit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptedServerTest {
    private static final ScriptedAnswer FINE = ScriptedAnswer.json(200, "{\"ok\":true}");

    private final ScriptedServer server = ScriptedServer.start(Script.always(FINE));
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void answersAndRemembersWhatItWasAsked() throws Exception {
        HttpResponse<String> answer = post("/v1/chat?key=abcdef", "{\"say\":\"grüße\"}");
        assertEquals("{\"ok\":true}", answer.body());
        SeenRequest seen = server.requests().getFirst();
        assertEquals("POST", seen.method());
        assertEquals("/v1/chat", seen.bare());
        assertEquals("grüße", seen.json().path("say").asText());
        assertEquals("Bearer sesame-open", seen.header("authorization").orElseThrow());
        assertFalse(seen.toString().contains("sesame"), seen.toString());
        assertFalse(seen.toString().contains("abcdef"), seen.toString());
    }

    @Test
    void answersInOrderAndTheLastForEver() throws Exception {
        server.follow(Script.inOrder(FINE.status(500), FINE.status(429), FINE));
        assertEquals(List.of(500, 429, 200, 200), statuses(4));
    }

    @Test
    void sendsChunksAsTheTestAllows() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        server.follow(Script.always(ScriptedAnswer.streamed("text/event-stream", List.of("one", "two")).waitingBefore(1, second)));
        try (InputStream body = client.send(request("/", ""), HttpResponse.BodyHandlers.ofInputStream()).body()) {
            assertArrayEquals("one".getBytes(StandardCharsets.UTF_8), body.readNBytes(3));
            second.countDown();
            assertArrayEquals("two".getBytes(StandardCharsets.UTF_8), body.readAllBytes());
        }
    }

    @Test
    void breaksOffWhereItIsTold() throws Exception {
        server.follow(Script.always(ScriptedAnswer.streamed("text/plain", List.of("one", "two")).cutAfter(4)));
        // By hand: an HTTP client may throw away what came before the break.
        URI address = URI.create(server.url());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nhost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.endsWith("\r\n\r\n3\r\none\r\n1\r\nt\r\n"), answer);
        }
        assertThrows(IOException.class, () -> post("/", ""));
    }

    @Test
    void sendsWhatIsNoHttp() {
        server.follow(Script.always(ScriptedAnswer.garbled("what?\r\n\r\n".getBytes(StandardCharsets.US_ASCII))));
        assertThrows(IOException.class, () -> post("/", ""));
    }

    @Test
    void failsTheSameRequestsWithTheSameSeed() throws Exception {
        server.follow(Script.always(FINE).failing(0.3, 7, FINE.status(500)));
        List<Integer> first = statuses(30);
        server.follow(Script.always(FINE).failing(0.3, 7, FINE.status(500)));
        assertEquals(first, statuses(30));
        assertTrue(first.contains(500) && first.contains(200), first.toString());
    }

    @Test
    void limitsRequestsByItsClock() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        server.follow(Script.always(FINE).limited(2, Duration.ofSeconds(10), now::get,
                left -> FINE.status(429).header("retry-after", String.valueOf(left.toSeconds()))));
        assertEquals(List.of(200, 200, 429), statuses(3));
        now.set(Instant.EPOCH.plusSeconds(4));
        assertEquals("6", post("/", "").headers().firstValue("retry-after").orElseThrow());
        now.set(Instant.EPOCH.plusSeconds(10));
        assertEquals(List.of(200, 200, 429), statuses(3));
    }

    @Test
    void answersByteByByte() throws Exception {
        server.follow(Script.always(FINE.byteByByte()));
        assertEquals("{\"ok\":true}", post("/", "").body());
    }

    private List<Integer> statuses(int count) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int request = 0; request < count; request++) {
            statuses.add(post("/", "").statusCode());
        }
        return statuses;
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(request(path, body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String body) {
        return HttpRequest.newBuilder(URI.create(server.url() + path)).header("Authorization", "Bearer sesame-open")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }
}
