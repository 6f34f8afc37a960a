package modelscan.stage.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Wishes;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Message;
import modelscan.api.model.Operation;
import modelscan.base.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndpointsTest {
    private final Rig rig = new Rig(Rig.candidate("a", "m", 1000, "1"), Rig.candidate("b", "m", 2000, "2"));
    private Fronts fronts;

    @BeforeEach
    void plugDialect() {
        rig.framework.register(Dialect.class, new Plain(), Map.of(Dialect.NAME, "plain"));
        fronts = new Fronts(rig.framework.context());
    }

    @AfterEach
    void stop() {
        fronts.deactivate();
        rig.close();
    }

    @Test
    void explainsABodyAsTheDataPlaneReadsIt() throws IOException {
        JsonNode body = asked(new Explain(rig.routing(), fronts), "m", Map.of("strategy", "backwards"), Optional.empty());
        assertEquals("b", body.path("candidates").path(0).path("provider").asText());
        assertEquals("backwards", body.path("strategy").asText());
    }

    @Test
    void estimatesWhatTheFirstAndTheOthersCost() throws IOException {
        JsonNode body = asked(estimation(), "m", Map.of(), Optional.of("/v1/chat/completions"));
        assertEquals("a", body.path("provider").asText());
        assertEquals(10, body.path("input_tokens").asInt());
        assertEquals("1", body.path("cost").path("amount").asText());
        assertEquals("USD", body.path("highest").path("currency").asText());
        assertEquals("2", body.path("others").path(0).path("cost").path("amount").asText());
    }

    @Test
    void saysWhenNobodyReadsThatAddressOrServesThatModel() {
        FailureException unread = assertThrows(FailureException.class, () -> asked(estimation(), "m", Map.of(), Optional.of("/v9/x")));
        assertEquals(ErrorCode.NOT_FOUND, unread.failure().code());
        assertTrue(unread.failure().message().contains("/v9/x"));
        assertEquals(ErrorCode.MODEL_NOT_FOUND, assertThrows(FailureException.class,
                () -> asked(estimation(), "gpt-99", Map.of(), Optional.empty())).failure().code());
        rig.forbidden.add("a/m");
        rig.forbidden.add("b/m");
        assertEquals(ErrorCode.FORBIDDEN, assertThrows(FailureException.class,
                () -> asked(estimation(), "m", Map.of(), Optional.empty())).failure().code());
    }

    private Estimation estimation() {
        return new Estimation(rig.routing(), new Sources(rig, rig, (_, _) -> null, null, null), fronts);
    }

    private static JsonNode asked(Endpoint endpoint, String model, Map<String, String> wishes, Optional<String> path) throws IOException {
        Asked call = new Asked(model, new Wishes(wishes), path);
        endpoint.serve(call);
        return Json.read(call.answer);
    }

    /** A dialect whose bodies are nothing but the name of a model. */
    private static final class Plain implements Dialect, Front {
        @Override
        public List<Front> fronts() {
            return List.of(this);
        }

        @Override
        public Optional<Back> back(Operation operation) {
            return Optional.empty();
        }

        @Override
        public Route route() {
            return new Route("POST", "/v1/chat/completions", "sse");
        }

        @Override
        public Inquiry read(Letter letter) {
            return Inquiry.of(ChatRequest.of(new String(letter.body(), StandardCharsets.UTF_8), Message.user("hi")), true);
        }

        @Override
        public Writer writer(Inquiry inquiry) {
            throw new UnsupportedOperationException("nothing is answered");
        }

        @Override
        public byte[] failure(Failure failure) {
            return new byte[0];
        }
    }

    private static final class Asked implements Call {
        private final String model;
        private final Wishes wishes;
        private final Optional<String> path;
        private byte[] answer = {};

        Asked(String model, Wishes wishes, Optional<String> path) {
            this.model = model;
            this.wishes = wishes;
            this.path = path;
        }

        @Override
        public String id() {
            return "test";
        }

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "/api/estimate";
        }

        @Override
        public Map<String, String> variables() {
            return Map.of();
        }

        @Override
        public Optional<String> query(String name) {
            return path.filter(_ -> name.equals("path"));
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
            return wishes;
        }

        @Override
        public boolean local() {
            return true;
        }

        @Override
        public byte[] body() {
            return model.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Cancellation cancellation() {
            return new Cancellation();
        }

        @Override
        public void header(String name, String value) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public void answer(int status, String mediaType, byte[] body) {
            answer = body;
        }

        @Override
        public OutputStream begin(int status, String mediaType) {
            throw new UnsupportedOperationException();
        }
    }
}
