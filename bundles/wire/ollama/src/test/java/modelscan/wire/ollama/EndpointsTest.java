package modelscan.wire.ollama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Wishes;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.Operation;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;

class EndpointsTest {
    private static final Candidate TALKER = new Candidate("groq", new Model("big", Set.of(Operation.CHAT), Optional.of(8192),
            Optional.empty(), Set.of("tools", "vision", "reasoning", "json"), Optional.empty(), Optional.empty(),
            Optional.of(LocalDate.of(2026, 11, 20))));
    private static final Candidate VECTORS = new Candidate("box", Model.unknown("vec", Operation.EMBEDDING));

    /** A call that remembers its answer. */
    private static final class FakeCall implements Call {
        private final byte[] body;
        private int status;
        private JsonNode answer;

        FakeCall(String body) {
            this.body = Exchanges.bytes(body);
        }

        @Override
        public String id() {
            return "r";
        }

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "/api/show";
        }

        @Override
        public Map<String, String> variables() {
            return Map.of();
        }

        @Override
        public Optional<String> query(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.empty();
        }

        @Override
        public Map<String, String> headers() {
            return Map.of();
        }

        @Override
        public Principal principal() {
            return Principal.ANONYMOUS;
        }

        @Override
        public Wishes wishes() {
            return Wishes.NONE;
        }

        @Override
        public boolean local() {
            return true;
        }

        @Override
        public byte[] body() {
            return body;
        }

        @Override
        public Cancellation cancellation() {
            return new Cancellation();
        }

        @Override
        public void header(String name, String value) {
            throw new IllegalStateException("no header is wanted");
        }

        @Override
        public void answer(int status, String mediaType, byte[] body) {
            this.status = status;
            this.answer = Json.read(body);
        }

        @Override
        public OutputStream begin(int status, String mediaType) {
            throw new IllegalStateException("no stream is wanted");
        }
    }

    private static FakeCall asked(Endpoint endpoint, String body) throws IOException {
        FakeCall call = new FakeCall(body);
        endpoint.serve(call);
        return call;
    }

    @Test
    void theList() throws IOException {
        JsonNode models = asked(new Tags(_ -> List.of(TALKER, VECTORS)), "").answer.get("models");
        assertEquals(2, models.size());
        assertEquals("groq/big", models.get(0).path("name").asText());
        assertEquals("groq/big", models.get(0).path("model").asText());
        assertEquals("2026-11-20T00:00:00Z", models.get(0).path("modified_at").asText());
        assertEquals("0001-01-01T00:00:00Z", models.get(1).path("modified_at").asText());
        assertEquals("groq", models.get(0).at("/details/family").asText());
        assertTrue(models.get(0).path("digest").asText().matches("[0-9a-f]{64}"));
        assertTrue(!models.get(0).path("digest").equals(models.get(1).path("digest")));
    }

    @Test
    void oneModel() throws IOException {
        Show show = new Show(_ -> List.of(TALKER, VECTORS));
        for (String name : List.of("{'model':'groq/big'}", "{'name':'big'}", "{'model':'big:latest','verbose':true}")) {
            FakeCall call = asked(show, name);
            assertEquals(200, call.status);
            Exchanges.assertJson("['completion','tools','vision','thinking']", call.answer.get("capabilities"));
            assertEquals(8192, call.answer.at("/model_info/groq.context_length").asInt());
        }
        Exchanges.assertJson("['embedding']", asked(show, "{'model':'vec'}").answer.get("capabilities"));
    }

    @Test
    void aModelThatIsNotThere() throws IOException {
        Show show = new Show(_ -> List.of(TALKER));
        assertEquals(404, asked(show, "{'model':'x'}").status);
        assertEquals("model 'x' not found", asked(show, "{'model':'x'}").answer.path("error").asText());
        assertEquals(400, asked(show, "{}").status);
        assertEquals(400, asked(show, "nonsense").status);
    }

    @Test
    void versionAndMemory() throws IOException {
        assertTrue(asked(new Version(), "").answer.path("version").asText().matches("\\d+\\.\\d+\\.\\d+"));
        assertEquals("{\"models\":[]}", asked(new Running(), "").answer.toString());
    }
}
