package modelscan.launcher.it.truth;

import static modelscan.launcher.it.truth.ClientGround.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are slow, leave, lose their key or their money while an answer streams (K01 to K03, K17, K18). */
@Timeout(120)
class ClientStreamsIT {
    private static final int LEAVE = 100;
    private static final int PARALLEL = 50;
    private static final long MOST_BUFFERED = 32 << 20;
    private static ClientGround ground;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        ground = ClientGround.in(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        ground.close();
    }

    @Test
    void aReaderThatStopsStopsTheProvider() throws Exception {
        int before = ground.upstream().cancelled();
        try (ClientSocket client = ground.connectSlowly()) {
            client.chat(question("flood", true)).readUntil("xxxx");
            long taken = -1;
            // What both kernels keep for the three connections is all that may be on its way.
            while (taken != ground.upstream().flooded()) {
                taken = ground.upstream().flooded();
                assertTrue(taken < MOST_BUFFERED, "the provider could send " + taken + " bytes that nobody reads");
                LockSupport.parkNanos(500_000_000);
            }
            try (ClientSocket other = ground.connect()) {
                assertEquals(200, other.chat(question("beside", false)).answer().status());
            }
        }
        eventually("the provider is told", () -> ground.upstream().cancelled() == before + 1);
    }

    @Test
    void whoLeavesIsChargedWhatWasGenerated() throws Exception {
        int before = ground.upstream().cancelled();
        for (int i = 0; i < LEAVE; i++) {
            try (ClientSocket client = ground.connect()) {
                client.chat(question("hang " + i, true), "x-modelscan-tags: leaves").readUntil(" last");
            }
        }
        eventually("every call is cancelled", () -> ground.upstream().cancelled() == before + LEAVE);
        eventually("every call is in the ledger", () -> entries("leaves").size() == LEAVE);
        List<Long> output = new ArrayList<>();
        for (JsonNode entry : entries("leaves")) {
            assertEquals("cancelled", entry.path("status").asText(), entry::toString);
            assertTrue(entry.path("estimated").asBoolean() && entry.path("priced").asBoolean(), entry::toString);
            output.add(entry.at("/usage/output").asLong());
        }
        assertEquals(List.of((long) ClientUpstream.WORDS), output.stream().distinct().toList(), "a word is a token");
    }

    @Test
    void whoLeavesBeforeTheFirstWordOrBehindAWholeAnswerIsInTheLedgerOnce() throws Exception {
        for (int i = 0; i < LEAVE; i++) {
            try (ClientSocket client = ground.connect()) {
                client.chat(question("quick " + i, i % 2 == 0), "x-modelscan-tags: hurries");
            }
        }
        eventually("every call is in the ledger", () -> entries("hurries").size() >= LEAVE
                || entries("hurries").size() == called("quick").size());
        List<String> requests = entries("hurries").stream().map(entry -> entry.path("request_id").asText()).toList();
        assertEquals(requests.size(), requests.stream().distinct().count());
        assertTrue(requests.size() >= called("quick").size(), "no call without an entry");
    }

    @Test
    void whoFinishesSendingCountsAsGone() throws Exception {
        int before = ground.upstream().cancelled();
        try (ClientSocket client = ground.connect()) {
            client.chat(question("hang on", true)).readUntil(" last");
            // The aim is that it is still answered. But nobody can tell it from a client that went away, and those cost money.
            client.finishSending();
            assertTrue(client.closed());
        }
        eventually("the provider is told", () -> ground.upstream().cancelled() == before + 1);
    }

    @Test
    void anAnswerThatRunsWhenItsKeyGoesIsFinished() throws Exception {
        JsonNode key = ground.ledger().make("/api/keys", "{\"name\":\"goes\"}");
        String authorization = "authorization: Bearer " + key.path("key").asText();
        int held = ground.upstream().held();
        try (ClientSocket client = ground.connect(); ClientSocket next = ground.connect()) {
            client.chat(question("hold", true), authorization).readUntil("held");
            eventually("it streams", () -> ground.upstream().held() == held + 1);
            ground.ledger().delete("/api/keys/" + key.path("id").asText());
            assertEquals(401, next.chat(question("quick", false), authorization).answer().status());
            ground.upstream().release();
            client.readUntil("[DONE]");
        }
    }

    @Test
    void strictBudgetsAreNeverOverspentByStreamsAtTheSameTime() throws Exception {
        JsonNode key = ground.ledger().make("/api/keys", "{\"name\":\"poor\",\"budgets\":[{\"amount\":\"0.0065\",\"currency\":\"USD\","
                + "\"window\":\"year\"}]}");
        String id = key.path("id").asText();
        String authorization = "authorization: Bearer " + key.path("key").asText();
        int held = ground.upstream().held();
        List<ClientSocket> clients = new ArrayList<>();
        List<ClientSocket> admitted = new ArrayList<>();
        for (int i = 0; i < PARALLEL; i++) {
            clients.add(ground.connect().chat(question("hold " + i, true), authorization));
        }
        for (ClientSocket client : clients) {
            ClientSocket.Answer head = client.head();
            assertTrue(head.status() == 200 || head.status() == 402, head::toString);
            if (head.status() == 200) {
                admitted.add(client);
            }
        }
        eventually("all stream", () -> ground.upstream().held() == held + admitted.size());
        ground.upstream().release();
        for (ClientSocket client : admitted) {
            client.readUntil("[DONE]");
        }
        for (ClientSocket client : clients) {
            client.close();
        }
        assertTrue(!admitted.isEmpty() && admitted.size() <= 10, admitted.size() + " were let in");
        assertSpent(id, admitted.size());
    }

    private static void assertSpent(String key, int calls) throws Exception {
        BigDecimal ledger = BigDecimal.ZERO;
        for (JsonNode entry : ground.ledger().get("/api/ledger?limit=1000&key=" + key).path("data")) {
            ledger = entry.path("cost").isTextual() ? ledger.add(new BigDecimal(entry.path("cost").asText())) : ledger;
        }
        BigDecimal expected = new BigDecimal("0.00060075").multiply(BigDecimal.valueOf(calls));
        assertEquals(0, expected.compareTo(ledger), ledger + " in the ledger");
        assertTrue(ledger.compareTo(new BigDecimal("0.0065")) <= 0);
        eventually("nothing is set aside", () -> new BigDecimal(budget(key).path("reserved").asText()).signum() == 0);
        assertEquals(0, expected.compareTo(new BigDecimal(budget(key).path("spent").asText())));
    }

    private static JsonNode budget(String key) throws Exception {
        return ground.ledger().get("/api/budgets?scope=key&owner=" + key).at("/data/0");
    }

    private static List<JsonNode> entries(String tag) throws Exception {
        List<JsonNode> entries = new ArrayList<>();
        ground.ledger().get("/api/ledger?limit=1000&tag=" + tag).path("data").forEach(entries::add);
        return entries;
    }

    private static List<UpstreamBook.Call> called(String word) throws Exception {
        return ground.upstream().book().calls().stream().filter(call -> call.id().startsWith(word)).toList();
    }

    private static String question(String text, boolean stream) {
        return "{\"model\":\"openai/gpt-4o-mini\",\"max_tokens\":1000,\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
    }
}
