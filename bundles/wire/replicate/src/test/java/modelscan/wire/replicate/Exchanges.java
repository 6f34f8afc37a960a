package modelscan.wire.replicate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Model;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ImageRequest;
import modelscan.api.model.Media;
import modelscan.api.model.Message;
import modelscan.api.model.Operation;
import modelscan.api.model.Request;
import modelscan.base.json.Json;

/** What the tests of this dialect have in common. */
final class Exchanges {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));
    static final Back CHAT = new Replicate(CLOCK).back(Operation.CHAT).orElseThrow();
    static final Back IMAGE = new Replicate(CLOCK).back(Operation.IMAGE).orElseThrow();
    static final ChatRequest HI = ChatRequest.of("m", Message.user("hi"));

    private Exchanges() {
    }

    static Exchange exchange(Request request, String model) {
        return Exchange.of("r", Inquiry.of(request, true))
                .to(new Candidate("replicate", Model.unknown(model, request.operation())), 1);
    }

    static ImageRequest picture(String size, Integer count, String extra, Media... sources) {
        return new ImageRequest("m", "a cat", List.of(sources), Optional.ofNullable(size), Optional.ofNullable(count), object(extra));
    }

    static Back.Order order(Request request, String model) {
        return (request.operation() == Operation.CHAT ? CHAT : IMAGE).order(exchange(request, model));
    }

    static JsonNode input(Request request) {
        return Json.read(order(request, "a/b").body()).get("input");
    }

    static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    static ObjectNode object(String json) {
        return Json.readObject(bytes(json));
    }

    static void assertJson(String expected, JsonNode actual) {
        assertEquals(Json.read(bytes(expected)), Json.read(Json.write(actual)));
    }
}
