package modelscan.bench.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import modelscan.bench.process.Probe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MockUpstreamTest {
    private static final String PATH = "/some/v1/chat/completions";

    private MockUpstream mock;
    private Thread thread;

    @BeforeEach
    void startMock() throws IOException {
        mock = new MockUpstream(0);
        thread = Thread.ofPlatform().daemon().start(mock);
    }

    @AfterEach
    void stopMock() throws InterruptedException {
        mock.close();
        thread.join();
    }

    @Test
    void answersWithACompletion() {
        Probe.Answer answer = complete("{\"model\":\"mock\"}");
        assertEquals(200, answer.status());
        assertTrue(answer.body().startsWith("{\"id\":\"chatcmpl-1\"") && answer.body().endsWith("}"), answer::body);
        assertEquals(1024, answer.body().length(), 200);
    }

    @Test
    void streamsContentFinishUsageAndEnd() {
        String[] events = complete("{\"model\":\"mock-n12-d5-g1\",\"stream\":true}").body().split("\n\n");
        assertEquals(15, events.length);
        assertTrue(events[0].contains("\"role\":\"assistant\""));
        assertTrue(events[11].contains("\"content\":"));
        assertTrue(events[12].contains("\"finish_reason\":\"stop\""));
        assertTrue(events[13].contains("\"usage\":{"));
        assertEquals("data: [DONE]", events[14]);
    }

    @Test
    void speaksAnthropicsProtocolToo() {
        String whole = Probe.post(mock.port(), "/v1/messages", "{\"model\":\"mock\"}").ask().orElseThrow().body();
        assertTrue(whole.startsWith("{\"id\":\"msg_1\",\"type\":\"message\"") && whole.endsWith("}}"), whole);
        String[] events = Probe.post(mock.port(), "/v1/messages", "{\"model\":\"mock-n12\",\"stream\":true}").ask().orElseThrow()
                .body().split("\n\n");
        assertEquals(2 + 12 + 3, events.length);
        assertTrue(events[0].startsWith("event: message_start\ndata: {\"type\":\"message_start\",\"message\":{"), events[0]);
        assertTrue(events[13].startsWith("event: content_block_delta\n") && events[13].contains("\"text\":\" "), events[13]);
        assertEquals("event: message_stop\ndata: {\"type\":\"message_stop\"}", events[16]);
        assertEquals(429, Probe.post(mock.port(), "/v1/messages", "{\"model\":\"mock-s429\"}").ask().orElseThrow().status());
    }

    @Test
    void givesTheScriptedStatus() {
        assertEquals(429, complete("{\"model\":\"mock-s429\"}").status());
        assertEquals(500, complete("{\"model\":\"mock-s500\",\"stream\":true}").status());
    }

    @Test
    void cutsAStreamAfterItsChunks() throws IOException {
        String all = raw("{\"model\":\"mock-c3\",\"stream\":true}");
        assertEquals(3, all.split("data: ", -1).length - 1);
        assertTrue(!all.contains("[DONE]") && !all.endsWith("0\r\n\r\n"), all);
        assertTrue(stats().contains("\"cut\":1"));
    }

    @Test
    void cutsACompletionInItsMiddle() throws IOException {
        String all = raw("{\"model\":\"mock-c1\"}");
        assertTrue(all.startsWith("HTTP/1.1 200") && !all.endsWith("}"), all);
    }

    @Test
    void countsWhatWasAsked() {
        complete("{\"model\":\"mock\"}");
        complete("{\"model\":\"mock-n2\",\"stream\":true}");
        complete("{\"model\":\"mock-s429\"}");
        String stats = stats();
        assertTrue(stats.contains("\"requests\":3,\"streams\":1,\"chunks\":5,\"refused\":1"), stats);
        assertTrue(stats.contains("\"latest\":\"" + PATH + "\""), stats);
    }

    @Test
    void noticesAClientThatGoesAway() throws IOException, InterruptedException {
        try (Socket socket = ask("{\"model\":\"mock-g60000\",\"stream\":true}")) {
            assertTrue(socket.getInputStream().read() > 0);
        }
        assertTrue(Probe.get(mock.port(), "/stats").await(answer -> answer.body().contains("\"aborted\":1"), Duration.ofSeconds(30)).isPresent());
    }

    @Test
    void knowsNoOtherPath() {
        assertEquals(404, Probe.get(mock.port(), "/other").ask().orElseThrow().status());
        assertEquals(404, Probe.post(mock.port(), "/v1/embeddings", "{}").ask().orElseThrow().status());
        assertEquals(200, Probe.get(mock.port(), "/v1/models").ask().orElseThrow().status());
    }

    @Test
    void survivesGarbage() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), mock.port())) {
            socket.getOutputStream().write("POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertEquals(-1, socket.getInputStream().read());
        }
        assertEquals(200, complete("{\"model\":\"mock\"}").status());
    }

    @Test
    void writesMoreThanASocketHolds() {
        String body = complete("{\"model\":\"mock-n100000\",\"stream\":true}").body();
        assertTrue(body.endsWith("data: [DONE]\n\n"));
        assertEquals(100_003, body.split("\n\n").length);
    }

    private Probe.Answer complete(String body) {
        return Probe.post(mock.port(), PATH, body).ask().orElseThrow();
    }

    private String stats() {
        return Probe.get(mock.port(), "/stats").ask().orElseThrow().body();
    }

    private String raw(String body) throws IOException {
        try (Socket socket = ask(body); InputStream in = socket.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Socket ask(String body) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), mock.port());
        String request = "POST " + PATH + " HTTP/1.1\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return socket;
    }
}
