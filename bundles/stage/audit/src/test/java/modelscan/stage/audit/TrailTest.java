package modelscan.stage.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import modelscan.api.gateway.Audit;
import modelscan.api.gateway.Audit.Change;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import modelscan.test.kit.MemoryStore;
import modelscan.test.kit.QueriedCall;
import org.junit.jupiter.api.Test;

class TrailTest {
    private final FakeJournal journal = new FakeJournal();
    private final MemoryStore store = new MemoryStore();
    private Trail trail = new Trail(new Surroundings(journal, store));

    private static Change change(String actor, String action, String subject, String after) {
        return new Change(actor, action, subject, NullNode.getInstance(), after.isEmpty() ? NullNode.getInstance()
                : Json.read(after.replace('\'', '"')));
    }

    private void again() {
        trail = new Trail(new Surroundings(journal, store));
        journal.reads.clear();
    }

    private QueriedCall asked(String... queries) throws IOException {
        QueriedCall call = QueriedCall.of(queries);
        new AuditList(trail).serve(call);
        return call;
    }

    private List<String> subjects(String... queries) throws IOException {
        List<String> subjects = new ArrayList<>();
        asked(queries).json().path("data").forEach(one -> subjects.add(one.path("subject").asText()));
        return subjects;
    }

    @Test
    void showsTheNewestFirstAndWhatIsSought() throws IOException {
        trail.changed(change("admin", "key.created", "key_1", "{'name':'a'}"));
        journal.others(5);
        trail.changed(change("shell", "limits.set", "groq", ""));
        trail.changed(change("admin", "key.deleted", "key_1", ""));
        assertEquals(List.of("key_1", "groq", "key_1"), subjects());
        assertEquals(List.of("groq"), subjects("actor", "shell"));
        assertEquals(List.of("key_1"), subjects("action", "key.deleted", "subject", "key_1"));
        assertEquals(List.of("groq"), subjects("from", "1970-01-01T00:00:06Z", "to", "1970-01-01T00:00:07Z"));
        assertEquals(List.of(), subjects("to", "1970-01-01"));
        JsonNode first = asked("action", "key.created").json().at("/data/0");
        assertEquals(0, first.path("position").asInt());
        assertEquals("1970-01-01T00:00:00Z", first.path("at").asText());
        assertTrue(first.path("before").isNull());
        assertEquals("a", first.at("/after/name").asText());
    }

    @Test
    void comesInPagesAndAsATable() throws IOException {
        for (int i = 0; i < 25; i++) {
            trail.changed(change("admin", "key.created", "key_" + i, "{'name':'=1+1, x'}"));
        }
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = asked("limit", "5", "cursor", cursor).json();
            page.path("data").forEach(one -> all.add(one.path("subject").asText()));
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        assertEquals(25, all.size());
        assertEquals("key_24", all.getFirst());
        assertEquals("key_0", all.getLast());
        List<String> lines = asked("format", "csv").text().lines().toList();
        assertEquals("position,at,actor,action,subject,before,after", lines.getFirst());
        assertEquals(26, lines.size());
        assertTrue(lines.get(1).startsWith("24,1970-01-01T00:00:24Z,admin,key.created,key_24,,\"{\"\"name\"\":"), lines.get(1));
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        for (Map.Entry<String, String> wrong : Map.of("limit", "0", "cursor", "x", "from", "soon", "format", "xml").entrySet()) {
            FailureException refused = assertThrows(FailureException.class, () -> asked(wrong.getKey(), wrong.getValue()));
            assertEquals(ErrorCode.INVALID_REQUEST, refused.failure().code());
            assertEquals(Optional.of(wrong.getKey()), refused.failure().field());
        }
    }

    @Test
    void isFoundAgainFromTheJournalAlsoWithoutItsTable() throws IOException {
        trail.changed(change("admin", "key.created", "key_1", ""));
        journal.others(50_000);
        trail.changed(change("admin", "key.deleted", "key_1", ""));
        again();
        assertEquals(2, subjects().size());
        assertEquals(2, new Trail(new Surroundings(journal, new MemoryStore())).latest(new Question(QueriedCall.of()).sought()).size());
    }

    @Test
    void doesNotReadWhatOthersWroteTwiceNorAfterAKill() throws IOException {
        trail.changed(change("admin", "key.created", "key_1", ""));
        subjects();
        journal.others(1000);
        journal.reads.clear();
        assertEquals(1, subjects().size());
        assertEquals(List.of(), journal.reads, "nobody else writes entries of this kind");
        again();
        journal.others(10);
        subjects();
        assertEquals(List.of(1001L), journal.reads);
    }

    @Test
    void aJournalThatIsShorterIsReadAnew() throws IOException {
        journal.others(10);
        trail.changed(change("admin", "key.created", "key_1", ""));
        subjects();
        FakeJournal older = new FakeJournal();
        older.append("audit", journal.entries.getLast().data());
        trail = new Trail(new Surroundings(older, store));
        assertEquals(0, asked().json().at("/data/0/position").asInt());
        assertEquals(1, subjects().size());
    }

    @Test
    void withoutAStoreChangesAreTakenAndWithoutAJournalRefused() {
        new Trail(new Surroundings(journal, null)).changed(change("admin", "key.created", "key_1", ""));
        assertEquals(1, journal.end());
        FailureException refused = assertThrows(FailureException.class,
                () -> new Trail(new Surroundings(null, store)).changed(change("admin", "key.created", "key_1", "")));
        assertEquals(ErrorCode.UNAVAILABLE, refused.failure().code());
    }

    @Test
    void nothingIsMadeThatIsNotWrittenDown() {
        AtomicBoolean made = new AtomicBoolean();
        Change change = change("admin", "key.created", "key_1", "");
        journal.broken = true;
        assertThrows(FailureException.class, () -> trail.making(change, () -> made.getAndSet(true)));
        assertFalse(made.get());
        journal.broken = false;
        trail.making(change, () -> made.getAndSet(true));
        assertTrue(made.get());
        assertThrows(IllegalStateException.class, () -> trail.making(change, () -> {
            throw new IllegalStateException("the store is gone");
        }));
        List<String> actions = trail.latest(new Question(QueriedCall.of()).sought()).stream()
                .map(Audit.Taken::change).map(Change::action).toList();
        assertEquals(List.of("key.created.failed", "key.created", "key.created"), actions);
    }

    @Test
    void whatLooksLikeASecretIsHidden() {
        trail.changed(change("admin", "x", "y", "{'key':'ms-canary','list':[{'password':'canary'}],'token':7,'secret':'$[env:NAME]'}"));
        JsonNode after = trail.latest(new Question(QueriedCall.of()).sought()).getFirst().change().after();
        assertEquals("{\"key\":\"(hidden)\",\"list\":[{\"password\":\"(hidden)\"}],\"token\":7,\"secret\":\"$[env:NAME]\"}",
                after.toString());
        assertFalse(new String(journal.entries.getFirst().data(), StandardCharsets.UTF_8).contains("canary"));
    }

    @Test
    void whatIsTooLongIsCutAndStillTaken() {
        String much = "'" + "x".repeat(5_000_000) + "'";
        trail.changed(change("a".repeat(10_000), "b\0", "c", "{'x':" + much + "}"));
        Change taken = trail.latest(new Question(QueriedCall.of()).sought()).getFirst().change();
        assertEquals(300, taken.actor().length());
        assertTrue(taken.after().path("left_out").asText().startsWith("5000008 characters"), taken.after().toString());
    }
}
