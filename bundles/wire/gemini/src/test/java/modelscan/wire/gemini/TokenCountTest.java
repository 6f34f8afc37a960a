package modelscan.wire.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Tokens;
import modelscan.api.gateway.TokenCounter;
import modelscan.api.gateway.Wishes;
import modelscan.api.gateway.http.Call;
import modelscan.api.model.ChatRequest;
import modelscan.base.json.Json;
import modelscan.test.kit.FakeCatalog;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.Test;

class TokenCountTest {
    private final Tokens turns = (request, _) -> new TokenCounter.Count(((ChatRequest) request).messages().size(), 5);
    private final TokenCount endpoint = new TokenCount(turns,
            new FakeCatalog(Map.of("acme/m", List.of(Samples.candidate("acme", "m"))), List.of()));

    @Test
    void turnsAreCounted() throws IOException {
        Exchanges.assertJson("{'totalTokens':1}", answer("acme/m", Exchanges.HI, 200));
    }

    @Test
    void aWholeRequestMayStandInside() throws IOException {
        Exchanges.assertJson("{'totalTokens':2}", answer("models/acme/m", "{'generateContentRequest':{'model':'models/m',"
                + "'systemInstruction':{'parts':[{'text':'S'}]},'contents':[{'parts':[{'text':'x'}]}]}}", 200));
    }

    @Test
    void refusalsHaveGooglesShape() throws IOException {
        assertEquals("NOT_FOUND", answer("unknown", Exchanges.HI, 404).at("/error/status").asText());
        assertEquals("INVALID_ARGUMENT", answer("acme/m", "{}", 400).at("/error/status").asText());
        assertEquals("INVALID_ARGUMENT", answer("acme/m", "nonsense", 400).at("/error/status").asText());
    }

    private JsonNode answer(String model, String body, int status) throws IOException {
        Posted call = new Posted(Map.of("model", model), Exchanges.bytes(body));
        endpoint.serve(call);
        assertEquals(status, call.status);
        return Json.read(call.answer);
    }

    /** A call that remembers how it was answered. */
    private static final class Posted implements Call {
        private final Map<String, String> variables;
        private final byte[] body;
        private int status;
        private byte[] answer;

        Posted(Map<String, String> variables, byte[] body) {
            this.variables = variables;
            this.body = body;
        }

        @Override
        public String id() {
            return "id";
        }

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "/";
        }

        @Override
        public Map<String, String> variables() {
            return variables;
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
            this.answer = body;
        }

        @Override
        public OutputStream begin(int status, String mediaType) {
            throw new IllegalStateException("the answer is whole");
        }
    }
}
