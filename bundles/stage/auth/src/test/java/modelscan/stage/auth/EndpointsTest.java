package modelscan.stage.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import modelscan.api.gateway.Audit;
import modelscan.api.gateway.Budgets;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsTest {
    private static final String FULL = "{'name':'ci','user':'ann','team':'red','project':'apollo','models':['groq/*','echo'],"
            + "'operations':['chat'],'tools':['get_*'],'limits':{'rpm':60,'rph':600,'rpd':1000,'tpm':9,'tph':99,'tpd':5000000000,"
            + "'concurrent':4},'budgets':[{'amount':'12.50','currency':'EUR','window':'week','scope':'key'}],'tags':['x','y'],"
            + "'expires':'2027-01-31T12:00:00+01:00','disabled':false,'admin':false}";
    private static final List<String> PLACES = List.of("keys", "users", "teams", "projects");
    @TempDir
    private Path home;
    private final MemoryStore store = new MemoryStore();
    private final KeptBudgets budgets = new KeptBudgets();
    private Ground ground;

    @BeforeEach
    void open() {
        ground = new Ground(home, store, budgets);
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    @Test
    void aKeyIsMadeShownChangedAndDeleted() {
        JsonNode made = answered(201, "POST", "/api/keys", FULL);
        String id = made.get("id").asText();
        assertTrue(id.startsWith("key_"));
        assertEquals("12.5", made.at("/budgets/0/amount").asText());
        assertEquals(Budgets.Window.WEEK, budgets.of(Budgets.Scope.KEY, id).getFirst().window());
        assertEquals("2027-01-31T11:00:00Z", made.get("expires").asText());
        assertEquals(3, made.get("warnings").size());
        JsonNode shown = answered(200, "GET", "/api/keys/" + id, "");
        assertFalse(shown.has("key"));
        assertEquals(made.get("limits"), shown.get("limits"));
        JsonNode changed = answered(200, "PATCH", "/api/keys/" + id,
                "{'name':'new','team':null,'limits':{'rpm':5,'tpd':null},'models':null,'budgets':[]}");
        assertEquals("new", changed.get("name").asText());
        assertTrue(changed.get("team").isNull() && changed.get("models").isNull());
        assertEquals("ann", changed.get("user").asText());
        assertEquals(5, changed.at("/limits/rpm").asInt());
        assertEquals(600, changed.at("/limits/rph").asInt());
        assertFalse(changed.get("limits").has("tpd"));
        assertEquals(List.of(), budgets.all());
        answered(200, "DELETE", "/api/keys/" + id, "");
        assertEquals(ErrorCode.NOT_FOUND, refused("GET", "/api/keys/" + id, "").code());
        assertEquals(ErrorCode.NOT_FOUND, refused("PATCH", "/api/keys/" + id, "{}").code());
        assertEquals(ErrorCode.NOT_FOUND, refused("DELETE", "/api/keys/" + id, "").code());
        assertEquals(ErrorCode.NOT_FOUND, refused("POST", "/api/keys/" + id + "/rotate", "").code());
    }

    @Test
    void everyChangeIsToldAndNoSecretInIt() {
        JsonNode made = answered(201, "POST", "/api/keys", FULL);
        String id = made.get("id").asText();
        answered(200, "PATCH", "/api/keys/" + id, "{'name':'new','budgets':[]}");
        String second = answered(200, "POST", "/api/keys/" + id + "/rotate", "{'grace':60}").get("key").asText();
        answered(200, "DELETE", "/api/keys/" + id, "");
        answered(201, "POST", "/api/teams", "{'name':'red'}");
        refused("PATCH", "/api/teams/blue", "{}");
        refused("POST", "/api/keys", "{'tags':['']}");
        assertEquals(List.of("key.created", "key.changed", "key.rotated", "key.deleted", "team.created"),
                ground.changes.stream().map(Audit.Change::action).toList());
        assertTrue(ground.changes.stream().limit(4).allMatch(change -> change.subject().equals(id)
                && change.actor().equals("administrator")));
        Audit.Change changed = ground.changes.get(1);
        assertEquals("12.5", changed.before().at("/budgets/0/amount").asText());
        assertEquals(0, changed.after().at("/budgets").size());
        assertEquals("new", changed.after().path("name").asText());
        assertTrue(ground.changes.get(2).after().has("former_until"));
        assertTrue(ground.changes.get(3).after().isNull());
        assertFalse(ground.changes.toString().contains(made.get("key").asText()) || ground.changes.toString().contains(second));
    }

    @Test
    void whatCannotBeToldIsNotDone() {
        String id = answered(201, "POST", "/api/keys", "{'name':'x'}").get("id").asText();
        ground.untold = new FailureException(Failure.of(ErrorCode.UNAVAILABLE, "the journal is gone"));
        for (String[] wrong : List.of(new String[] {"POST", "/api/keys"}, new String[] {"PATCH", "/api/keys/" + id},
                new String[] {"DELETE", "/api/keys/" + id}, new String[] {"POST", "/api/keys/" + id + "/rotate"})) {
            assertEquals(ErrorCode.UNAVAILABLE, refused(wrong[0], wrong[1], wrong[0].equals("PATCH") ? "{'name':'y'}" : "{}").code());
        }
        assertEquals("x", answered(200, "GET", "/api/keys/" + id, "").get("name").asText());
        assertEquals(1, serve("GET", "/api/keys", Map.of(), "").json().get("data").size());
    }

    @Test
    void usersTeamsAndProjectsHaveTheirNameAsId() {
        for (String place : PLACES.subList(1, 4)) {
            String path = "/api/" + place;
            assertEquals("red", answered(201, "POST", path, "{'name':'red','limits':{'rpm':1}}").get("id").asText());
            assertEquals(ErrorCode.CONFLICT, refused("POST", path, "{'name':'red'}").code());
            assertEquals("blue", answered(201, "POST", path, "{'id':'blue','name':'The blue ones'}").get("id").asText());
            assertEquals("id", refused("POST", path, "{'name':'The blue ones'}").field().orElseThrow());
            assertEquals("id", refused("PATCH", path + "/red", "{'id':'green'}").field().orElseThrow());
            assertEquals(2, answered(200, "GET", path, "").get("data").size());
            assertFalse(answered(200, "GET", path + "/red", "").has("key"));
            String word = place.substring(0, place.length() - 1);
            String key = answered(201, "POST", "/api/keys", "{'" + word + "':'The blue ones'}").get("id").asText();
            Failure tied = refused("DELETE", path + "/blue", "");
            assertEquals(ErrorCode.CONFLICT, tied.code());
            assertTrue(tied.message().contains("still has 1 key;"), tied.message());
            answered(200, "DELETE", "/api/keys/" + key, "");
            answered(200, "DELETE", path + "/blue", "");
        }
    }

    @Test
    void listsComeInPagesAndByOwner() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 25; i++) {
            ids.add(ground.make(Kind.KEY, "{'name':'k" + i + "','team':'" + (i % 5 == 0 ? "red" : "blue") + "'}").get("id").asText());
        }
        Set<String> seen = new HashSet<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = serve("GET", "/api/keys", Map.of("limit", "7", "cursor", cursor), "").json();
            page.get("data").forEach(key -> assertTrue(seen.add(key.get("id").asText())));
            cursor = page.get("next").asText("");
            pages++;
        } while (!cursor.equals("null") && !cursor.isEmpty());
        assertEquals(ids, seen);
        assertEquals(4, pages);
        JsonNode red = serve("GET", "/api/keys", Map.of("team", "red", "limit", "5"), "").json();
        assertEquals(5, red.get("data").size());
        assertTrue(red.get("next").isNull(), "nothing is behind the last");
        for (String wrong : List.of("0", "1001", "-1", "x", "99999999999")) {
            assertThrows(FailureException.class, () -> serve("GET", "/api/keys", Map.of("limit", wrong), ""));
        }
    }

    @Test
    void aWordThatIsNotKnownIsNamedWithThoseThatAre() {
        for (String place : PLACES) {
            Failure unknown = refused("POST", "/api/" + place, "{'name':'x','modles':['a']}");
            assertTrue(unknown.message().contains("'modles'") && unknown.message().contains("models"), unknown.message());
        }
        assertTrue(refused("POST", "/api/keys", "{'limits':{'rps':1}}").message().contains("concurrent, rpd, rph, rpm, tpd, tph, tpm"));
        assertTrue(refused("POST", "/api/teams", "{'name':'x','expires':'2027-01-01'}").message().contains("'expires'"));
        assertTrue(refused("POST", "/api/keys", "{'operations':['cat']}").message().contains("'cat'; allowed are chat"));
    }

    @Test
    void wrongValuesAreRefusedAndNothingIsMade() {
        for (String wrong : List.of("[]", "null", "7", "'x'", "{", "", "{'name':7}", "{'name':''}", "{'name':'a\\u0000b'}",
                "{'models':'x'}", "{'models':[7]}", "{'models':['']}", "{'operations':7}", "{'tools':{}}", "{'limits':[]}",
                "{'limits':{'rpm':-1}}", "{'limits':{'rpm':'1'}}", "{'limits':{'rpm':1.5}}", "{'limits':{'tpd':1e30}}",
                "{'limits':{'concurrent':3000000000}}", "{'tags':['']}", "{'expires':'soon'}", "{'expires':true}",
                "{'expires':1e400}", "{'expires':1.5}", "{'disabled':'yes'}", "{'admin':true}", "{'user':7}", "{'team':''}",
                "{'budgets':{}}", "{'budgets':[7]}", "{'budgets':[{}]}", "{'budgets':[{'amount':'-1'}]}",
                "{'budgets':[{'amount':'1','currency':'XYZW'}]}", "{'budgets':[{'amount':'1','window':'eon'}]}",
                "{'budgets':[{'amount':'1','zone':'Mars/Base'}]}", "{'budgets':[{'amount':'1','warn_at':'2'}]}",
                "{'budgets':[{'amount':'1','scope':'team'}]}", "{'budgets':[{'amount':'x'}]}",
                "{'name':'" + "x".repeat(201) + "'}", "{'tags':[" + "'x',".repeat(1000) + "'x']}",
                "{'models':[" + ("'" + "m".repeat(190) + "',").repeat(600) + "'x']}")) {
            Failure failure = refused("POST", "/api/keys", wrong);
            assertTrue(failure.status() < 500, wrong + ": " + failure);
        }
        assertTrue(ground.directory.now().book().keyless());
        assertEquals(List.of(), budgets.all());
        String id = ground.make(Kind.KEY, "{'name':'x'}").get("id").asText();
        for (String wrong : List.of("[]", "{'grace':-1}", "{'grace':'x'}", "{'grass':1}", "{'grace':99999999999}")) {
            refused("POST", "/api/keys/" + id + "/rotate", wrong);
        }
    }

    @Test
    void garbageIsRefusedAtEveryAddress() {
        String id = ground.make(Kind.KEY, "{'name':'x'}").get("id").asText();
        ground.make(Kind.TEAM, "{'name':'red'}");
        Random random = new Random(20);
        byte[] good = FULL.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 5000; i++) {
            byte[] bad = good.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = random.nextBoolean() ? bad : java.util.Arrays.copyOf(bad, random.nextInt(bad.length));
            for (String[] place : List.of(new String[] {"POST", "/api/keys"}, new String[] {"PATCH", "/api/keys/" + id},
                    new String[] {"PATCH", "/api/teams/red"}, new String[] {"POST", "/api/users"},
                    new String[] {"POST", "/api/keys/" + id + "/rotate"})) {
                try {
                    serve(place[0], place[1], Map.of(), cut);
                } catch (FailureException refused) {
                    assertTrue(refused.failure().status() < 500, () -> refused.failure() + " for " + new String(cut, StandardCharsets.UTF_8));
                }
            }
        }
    }

    @Test
    void budgetsWithoutAnybodyToKeepThemAreRefused() {
        ground = new Ground(home, store);
        Failure refused = refused("POST", "/api/keys", "{'budgets':[{'amount':'1'}]}");
        assertEquals(ErrorCode.UNAVAILABLE, refused.code());
        assertTrue(ground.directory.now().book().keyless());
    }

    private JsonNode answered(int status, String method, String path, String body) {
        AskedCall call = serve(method, path, Map.of(), body);
        assertEquals(status, call.status);
        return call.json();
    }

    private Failure refused(String method, String path, String body) {
        return assertThrows(FailureException.class, () -> serve(method, path, Map.of(), body), body).failure();
    }

    private AskedCall serve(String method, String path, Map<String, String> query, String body) {
        return serve(method, path, query, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private AskedCall serve(String method, String path, Map<String, String> query, byte[] body) {
        AskedCall call = new AskedCall(method, path, query, body);
        int depth = path.split("/").length;
        Endpoint endpoint = depth == 3 ? new Accounts(ground.directory, ground.desk) : depth == 4 ? new OneAccount(ground.desk)
                : new Rotation(ground.desk);
        try {
            endpoint.serve(call);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return call;
    }
}
