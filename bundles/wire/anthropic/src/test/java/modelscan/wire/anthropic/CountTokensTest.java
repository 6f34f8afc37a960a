package modelscan.wire.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.TokenCounter;
import modelscan.api.gateway.Tokens;
import modelscan.api.gateway.Wishes;
import modelscan.api.gateway.http.Call;
import modelscan.api.model.ChatRequest;
import modelscan.base.json.Json;
import modelscan.test.kit.FakeCatalog;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.Test;

class CountTokensTest {
    private final FakeCatalog catalog = new FakeCatalog(Map.of("m", List.of(Samples.candidate("acme", "first"),
            Samples.candidate("other", "second"))), List.of());
    private final Tokens tokens = (request, model) -> new TokenCounter.Count(
            model.id().equals("first") ? ((ChatRequest) request).messages().getFirst().text().length() : 999, 5);

    private String answer = "";

    @Test
    void theFirstCandidateCounts() throws IOException {
        serve("{'model':'m','messages':[{'role':'user','content':'seven..'}]}");
        assertEquals("200 {\"input_tokens\":7}", answer);
    }

    @Test
    void whatGoesWrongIsToldInAnthropicsShape() throws IOException {
        serve("{'model':'unknown','messages':[{'role':'user','content':'x'}]}");
        assertEquals("404 {\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":\"no provider serves 'unknown'\"}}", answer);
        serve("{'model':'m','messages':[{'role':'user'}]}");
        assertEquals("400 invalid_request_error", answer.substring(0, 4) + Json.read(answer.substring(4)).at("/error/type").asText());
    }

    private void serve(String body) throws IOException {
        new CountTokens(tokens, catalog).serve(new FakeCall(Exchanges.bytes(body)));
    }

    /** A call with nothing but a body. */
    private final class FakeCall implements Call {
        private final byte[] body;

        FakeCall(byte[] body) {
            this.body = body;
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
            return "/v1/messages/count_tokens";
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
            throw new AssertionError("no header is wanted");
        }

        @Override
        public void answer(int status, String mediaType, byte[] bytes) {
            answer = status + " " + new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        }

        @Override
        public OutputStream begin(int status, String mediaType) {
            throw new AssertionError("no stream is wanted");
        }
    }
}
