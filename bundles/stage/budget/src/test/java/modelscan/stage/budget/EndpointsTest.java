package modelscan.stage.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.Test;

class EndpointsTest {
    private final Rig rig = new Rig().loaded();

    private static FakeCall serve(Endpoint endpoint, FakeCall call) throws IOException {
        endpoint.serve(call);
        return call;
    }

    private JsonNode post(String body) throws IOException {
        FakeCall call = serve(new BudgetList(rig.book), new FakeCall("POST", Map.of(), body));
        assertEquals(201, call.status);
        return call.json();
    }

    private JsonNode one(String method, String id, String body) throws IOException {
        return serve(new OneBudget(rig.book), new FakeCall(method, Map.of("id", id), body)).json();
    }

    private JsonNode list(String... queries) throws IOException {
        FakeCall call = new FakeCall("GET", Map.of(), "");
        for (int i = 0; i < queries.length; i += 2) {
            call.queries.put(queries[i], queries[i + 1]);
        }
        return serve(new BudgetList(rig.book), call).json();
    }

    @Test
    void addsShowsChangesAndTakesAway() throws IOException {
        JsonNode made = post("{\"scope\":\"key\",\"owner\":\"key-1\",\"amount\":\"1.50\",\"currency\":\"USD\",\"window\":\"day\"}");
        String id = made.path("id").asText();
        rig.settle(Rig.entry("r-1", Rig.NOON, Rig.tried("groq", "1.25")));
        JsonNode shown = one("GET", id, "");
        assertEquals("1.25", shown.path("spent").textValue());
        assertEquals("0.25", shown.path("left").textValue());
        assertEquals("2026-11-22T00:00:00Z", shown.path("resets").textValue());
        assertTrue(shown.path("warned").booleanValue());
        assertFalse(shown.path("exhausted").booleanValue());
        JsonNode changed = one("PATCH", id, "{\"amount\":\"1\"}");
        assertTrue(changed.path("exhausted").booleanValue());
        assertEquals("0", changed.path("left").textValue());
        assertEquals("day", changed.path("window").textValue());
        one("DELETE", id, "");
        assertEquals(ErrorCode.NOT_FOUND, assertThrows(FailureException.class, () -> one("GET", id, "")).failure().code());
    }

    @Test
    void listsWhatIsAskedForInPages() throws IOException {
        for (int i = 0; i < 600; i++) {
            post("{\"scope\":\"team\",\"owner\":\"team-" + i + "\",\"amount\":\"5\"}");
        }
        JsonNode first = list();
        assertEquals(500, first.path("data").size());
        JsonNode second = list("cursor", first.path("next").textValue());
        assertEquals(100, second.path("data").size());
        assertTrue(second.path("next").isNull());
        assertEquals(1, list("scope", "team", "owner", "team-7").path("data").size());
        assertEquals(0, list("scope", "user", "owner", "team-7").path("data").size());
    }

    @Test
    void saysWhatIsWrong() {
        for (Map.Entry<String, String> wrong : Map.of(
                "{\"scope\":\"planet\",\"owner\":\"x\",\"amount\":\"1\"}", "allowed are all, key, project, provider, tag, team, user",
                "{\"scope\":\"key\",\"amount\":\"1\"}", "'owner' is missing",
                "{\"scope\":\"key\",\"owner\":\"x\"}", "'amount' is missing",
                "{\"scope\":\"all\",\"amount\":\"-1\"}", "not negative",
                "{\"scope\":\"all\",\"amount\":\"1e999999999\"}", "at most",
                "{\"scope\":\"all\",\"amount\":\"1\",\"currency\":\"GOLD\"}", "ISO 4217",
                "{\"scope\":\"all\",\"amount\":\"1\",\"zone\":\"Mars/Base\"}", "Mars/Base",
                "{\"scope\":\"all\",\"amount\":\"1\",\"warn_at\":\"1.1\"}", "up to 1",
                "{\"scope\":\"all\",\"amount\":\"1\",\"colour\":\"red\"}", "unknown key 'colour'",
                "[]", "an object is wanted").entrySet()) {
            FailureException refused = assertThrows(FailureException.class, () -> post(wrong.getKey()), wrong.getKey());
            assertTrue(refused.getMessage().contains(wrong.getValue()), refused.getMessage());
            assertEquals(ErrorCode.INVALID_REQUEST, refused.failure().code());
        }
        assertEquals(List.of(), rig.book.all());
    }

    @Test
    void everyChangeIsToldBeforeItIsMade() throws Exception {
        FakeCall made = new FakeCall("POST", Map.of(), "{\"scope\":\"all\",\"amount\":\"5\"}");
        new BudgetList(rig.book).serve(made);
        String id = made.json().path("id").asText();
        new OneBudget(rig.book).serve(new FakeCall("PATCH", Map.of("id", id), "{\"amount\":\"7\"}"));
        new OneBudget(rig.book).serve(new FakeCall("DELETE", Map.of("id", id), ""));
        assertEquals(List.of("budget.created", "budget.changed", "budget.deleted"),
                rig.changes.stream().map(change -> change.action()).toList());
        assertEquals(List.of(id, id, id), rig.changes.stream().map(change -> change.subject()).toList());
        assertEquals("5", rig.changes.get(1).before().path("amount").asText());
        assertEquals("7", rig.changes.get(1).after().path("amount").asText());
    }
}
