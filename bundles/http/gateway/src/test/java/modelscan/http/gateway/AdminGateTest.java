package modelscan.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import modelscan.base.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdminGateTest {
    private final Rig rig = new Rig().management("GET", "/api/things", Rig.text("things"));

    @AfterEach
    void stop() {
        rig.close();
    }

    private RawClient.Answer ask(String path, String host, String... headers) throws IOException {
        try (RawClient client = RawClient.to(rig.management())) {
            String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            return client.send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + more + "\r\n").answer();
        }
    }

    @Test
    void theTokenOpensUnderEveryNameOfThisMachine() throws IOException {
        for (String host : new String[] {"localhost", "LOCALHOST:8081", "127.0.0.1:1", "[::1]:8081", "[::1]", "gateway.example"}) {
            assertEquals("things", ask("/api/things", host, "Authorization: Bearer " + Rig.TOKEN).body(), host);
        }
        assertEquals("things", ask("/api/things", "localhost", "authorization: bearer  " + Rig.TOKEN + " ").body());
    }

    @Test
    void withoutItEveryPathLooksTheSame() throws IOException {
        for (String path : new String[] {"/api/things", "/nowhere", "/"}) {
            RawClient.Answer answer = ask(path, "localhost");
            assertEquals("401 Bearer realm=\"modelscan\"", answer.status() + " " + answer.header("www-authenticate"), path);
            JsonNode error = Json.read(answer.body()).get("error");
            assertEquals("unauthenticated", error.get("type").asText());
            assertEquals(1, error.get("resolution_steps").size());
        }
    }

    @Test
    void almostTheTokenIsNotEnough() throws IOException {
        for (String header : new String[] {"Authorization: Bearer " + Rig.TOKEN + "x", "Authorization: Bearer ",
            "Authorization: " + Rig.TOKEN, "Authorization: Basic " + Rig.TOKEN, "X-Api-Key: " + Rig.TOKEN}) {
            RawClient.Answer answer = ask("/api/things", "localhost", header);
            assertEquals(401, answer.status(), header);
            assertFalse(answer.body().contains(Rig.TOKEN));
        }
    }

    @Test
    void aForeignHostIsRefusedEvenWithTheToken() throws IOException {
        for (String host : new String[] {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8081", "10.0.0.1"}) {
            assertEquals(403, ask("/api/things", host, "Authorization: Bearer " + Rig.TOKEN).status(), host);
        }
    }

    @Test
    void theWayInIsNotOpenOnTheOtherListener() throws IOException {
        try (RawClient client = rig.connect()) {
            assertEquals(404, client.get("/api/things", "Authorization: Bearer " + Rig.TOKEN).answer().status());
        }
    }

    @Test
    void anUnknownPathIsToldInTheShapeOfManagement() throws IOException {
        RawClient.Answer answer = ask("/nowhere", "localhost", "Authorization: Bearer " + Rig.TOKEN);
        assertEquals("404 not_found", answer.status() + " " + Json.read(answer.body()).at("/error/type").asText());
    }

    @Test
    void anEmptyTokenIsNoToken() {
        assertThrows(IllegalArgumentException.class, () -> new AdminGate(" \n", Set.of()));
    }
}
