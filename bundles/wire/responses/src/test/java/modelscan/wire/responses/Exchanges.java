package modelscan.wire.responses;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Piece;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;

/** What the tests of this dialect have in common. */
final class Exchanges {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));
    static final Responses DIALECT = new Responses(CLOCK);

    private Exchanges() {
    }

    static Front front() {
        return DIALECT.fronts().getFirst();
    }

    static Back back() {
        return DIALECT.back(Operation.CHAT).orElseThrow();
    }

    static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    static Inquiry inquiry(String json) {
        return front().read(new Front.Letter(Map.of(), Map.of("content-type", "application/json"), bytes(json)));
    }

    static ChatRequest chat(String json) {
        return (ChatRequest) inquiry(json).request();
    }

    static Inquiry asking(boolean stream) {
        return inquiry("{'model':'m','input':'x','stream':" + stream + ",'metadata':{'a':'b'}}");
    }

    static Exchange exchange(Inquiry inquiry, String model) {
        return Exchange.of("r", inquiry).to(new Candidate("acme", Model.unknown(model, Operation.CHAT)), 1);
    }

    static Back.Order order(Inquiry inquiry) {
        return back().order(exchange(inquiry, "m"));
    }

    /** What a provider gets of a request that has no original. */
    static JsonNode written(ChatRequest request) {
        return Json.read(order(Inquiry.of(request, request.stream())).body());
    }

    static Back.Reader reader() {
        return back().reader(exchange(asking(true), "m"));
    }

    /** The events of chunks, each read as soon as it came. */
    static List<StreamEvent> events(Back.Reader reader, List<String> chunks) {
        List<StreamEvent> events = new ArrayList<>();
        chunks.forEach(chunk -> reader.read(Frame.of(bytes(chunk))).map(Piece::events).ifPresent(events::addAll));
        return events;
    }

    static JsonNode tree(Frame frame) {
        return Json.read(frame.data());
    }

    static void assertJson(String expected, JsonNode actual) {
        assertEquals(Json.read(bytes(expected)), Json.read(Json.write(actual)));
    }

    /** The folder of recorded answers beside the checkout; it may not be there. */
    static Path fixtures() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isRegularFile(folder.resolve("modelscan"))) {
            folder = folder.getParent();
        }
        return (folder == null ? Path.of("..") : folder.resolve("..")).resolve("shared/fixtures/openai-responses").normalize();
    }
}
