package modelscan.launcher.it.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients do wrong on the wire, as tables: one row, one connection, one expected answer. */
@Timeout(120)
class ClientFaultsIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int IDLE = 1000;
    private static ClientGround ground;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        ground = ClientGround.in(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        ground.close();
    }

    @ParameterizedTest
    @MethodSource("modelscan.launcher.it.truth.ClientHeads#rows")
    void headsAndLengths(ClientRow row) throws Exception {
        try (ClientSocket client = ground.connect()) {
            client.send(row.sent());
            ClientSocket.Answer answer = row.sent()[0] == 'H' ? client.head() : client.lastAnswer();
            assertTrue(row.allowed().contains(answer.status()), () -> answer.toString());
            assertFalse(answer.body().contains("Exception"), answer.body());
            assertTrue(!row.closes() || client.closed(), "the connection is closed");
        }
    }

    @ParameterizedTest
    @MethodSource({"modelscan.launcher.it.truth.ClientBodies#rows", "modelscan.launcher.it.truth.ClientBodies#passed"})
    void bodies(ClientBodies.Row row) throws Exception {
        try (ClientSocket client = ground.connect()) {
            ClientSocket.Answer answer = client.post(row.path(), row.body()).answer();
            assertTrue(row.allowed().contains(answer.status()), () -> answer.toString());
            JsonNode error = JSON.readTree(answer.body());
            assertTrue(answer.status() == 200 || !error.at(row.words()).asText().isBlank(), answer.body());
            assertFalse(answer.body().contains("Exception"), answer.body());
        }
    }

    @ParameterizedTest
    @MethodSource("modelscan.launcher.it.truth.ClientNaughty#texts")
    void naughtyTextsComeBackAsTheyWere(String text) throws Exception {
        ObjectNode question = JSON.createObjectNode().put("model", "echo").put("user", text);
        question.putArray("messages").addObject().put("role", "user").put("content", text);
        question.putObject("metadata").put("naughty", text);
        try (ClientSocket client = ground.connect()) {
            JsonNode answer = JSON.readTree(client.chat(question.toString()).answer().body());
            assertEquals(text, answer.at("/choices/0/message/content").asText(), answer::toString);
            ClientSocket.Answer unknown = client.chat(question.put("model", "echo/" + text).toString()).answer();
            assertTrue(unknown.status() == 404 || unknown.status() == 400, unknown::toString);
            assertFalse(JSON.readTree(unknown.body()).at("/error/message").asText().isEmpty(), unknown.body());
        }
        ground.assertNothingForged();
    }

    @Test
    void aRepeatedRequestIsAnsweredOnce() throws Exception {
        String key = "Idempotency-Key: k16";
        String body = question("echo", "again", false);
        try (ClientSocket client = ground.connect()) {
            ClientSocket.Answer first = client.chat(body, key).answer();
            ClientSocket.Answer second = client.chat(body, key).answer();
            assertEquals("miss hit", first.header("x-modelscan-cache") + " " + second.header("x-modelscan-cache"));
            assertEquals(first.body(), second.body());
            assertEquals(409, client.chat(question("echo", "another", false), key).answer().status());
        }
    }

    @Test
    void aHundredRequestsAheadAreAnsweredInOrder() throws Exception {
        try (ClientSocket client = ground.connect()) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 100; i++) {
                String body = question("echo", "number " + i, i % 2 == 0);
                all.append("POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ")
                        .append(body.length()).append("\r\n\r\n").append(body);
            }
            client.send(all.toString());
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                ClientSocket.Answer answer = client.answer();
                assertEquals(200, answer.status());
                assertTrue(answer.body().contains(i % 2 == 0 ? "\"" + i + "\"" : "number " + i), answer.body());
                ids.add(answer.header("x-modelscan-request-id"));
            }
            assertEquals(100, ids.stream().distinct().count());
        }
    }

    @Test
    void requestsBehindARefusedOneAreAnsweredOrCut() throws Exception {
        try (ClientSocket client = ground.connect()) {
            client.chat("{").chat(question("echo", "still there", false));
            assertEquals(400, client.answer().status());
            assertTrue(client.answer().body().contains("still there"));
        }
        try (ClientSocket client = ground.connect()) {
            client.send("GET /v1/models HTTP/1.1\r\nHost: a\r\nx : y\r\n\r\n").chat(question("echo", "smuggled", false));
            assertEquals(400, client.answer().status());
            assertTrue(client.closed());
        }
    }

    @Test
    void aBodyIsAskedForWhenItIsWanted() throws Exception {
        String body = question("echo", "here it is", false);
        try (ClientSocket client = ground.connect()) {
            client.send("POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
                    + "Content-Length: " + body.length() + "\r\n\r\n");
            assertEquals(100, client.head().status());
            assertTrue(client.send(body).answer().body().contains("here it is"));
        }
    }

    @Test
    void slowHeadsAndSlowBodiesAreCut() throws Exception {
        List<ClientSocket> slow = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            slow.add(ground.connect().send("POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nX-Slow"));
            slow.add(ground.connect().send("POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{\"mo"));
        }
        try (ClientSocket healthy = ground.connect()) {
            assertEquals(200, healthy.chat(question("echo", "beside", false)).answer().status());
        }
        for (int i = 0; i < slow.size(); i++) {
            try (ClientSocket client = slow.get(i)) {
                // A head that never came has nobody to be answered to: the connection is closed without a word.
                assertEquals(i % 2 == 0 ? 0 : 408, client.lastAnswer().status());
                assertTrue(client.closed());
            }
        }
    }

    @Test
    void aThousandIdleConnectionsHinderNobody() throws Exception {
        List<ClientSocket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < IDLE; i++) {
                idle.add(ground.connect());
            }
            assertTrue(ground.ledger().get("/api/providers").path("data").isArray());
            try (ClientSocket client = ground.connect()) {
                assertEquals(200, client.chat(question("echo", "among many", false)).answer().status());
            }
            assertEquals(200, idle.getLast().chat(question("echo", "no longer idle", false)).answer().status());
        } finally {
            for (ClientSocket client : idle) {
                client.close();
            }
        }
    }

    @Test
    void randomBytesNeverBringItDown() throws Exception {
        Random random = new Random(4711);
        for (int i : IntStream.range(0, 100).toArray()) {
            byte[] noise = new byte[1 + random.nextInt(300)];
            random.nextBytes(noise);
            try (ClientSocket client = ground.connect()) {
                client.send(noise).send("\r\n\r\n" + i);
            }
        }
        try (ClientSocket client = ground.connect()) {
            assertEquals(200, client.chat(question("echo", "well", false)).answer().status());
        }
    }

    private static String question(String model, String text, boolean stream) {
        return "{\"model\":\"" + model + "\",\"stream\":" + stream + ",\"messages\":[{\"role\":\"user\",\"content\":\""
                + text + "\"}]}";
    }
}
