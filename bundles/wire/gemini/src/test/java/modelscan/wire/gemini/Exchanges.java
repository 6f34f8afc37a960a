package modelscan.wire.gemini;

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
    static final Gemini DIALECT = new Gemini(CLOCK);
    static final String HI = "{'contents':[{'parts':[{'text':'hi'}]}]}";

    private Exchanges() {
    }

    static Front front(Method method) {
        return DIALECT.fronts().stream().filter(front -> front.route().path().endsWith(method.suffix())).findFirst()
                .orElseThrow();
    }

    static Back back() {
        return DIALECT.back(Operation.CHAT).orElseThrow();
    }

    static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    static JsonNode json(String json) {
        return Json.read(bytes(json));
    }

    static Inquiry inquiry(Method method, Map<String, String> query, String json) {
        return front(method).read(new Front.Letter(Map.of("model", "m"), query, Map.of(), bytes(json)));
    }

    static Inquiry inquiry(String json) {
        return inquiry(Method.GENERATE, Map.of(), json);
    }

    static ChatRequest read(String json) {
        return RequestReader.read("m", false, json(json));
    }

    static Back.Order order(Inquiry inquiry, String model) {
        return DIALECT.back(inquiry.operation()).orElseThrow().order(exchange(inquiry, model));
    }

    static Exchange exchange(Inquiry inquiry, String model) {
        return Exchange.of("r", inquiry).to(new Candidate("acme", Model.unknown(model, inquiry.operation())), 1);
    }

    static Back.Reader reader() {
        return back().reader(exchange(inquiry(HI), "m"));
    }

    static Front.Writer writer(Method method, String alt) {
        return front(method).writer(inquiry(method, Map.of("alt", alt), HI));
    }

    /** The events of steps, each read as soon as it came. */
    static List<StreamEvent> events(Back.Reader reader, String... steps) {
        List<StreamEvent> events = new ArrayList<>();
        for (String step : steps) {
            reader.read(Frame.of(bytes(step))).map(Piece::events).ifPresent(events::addAll);
        }
        return events;
    }

    /** The steps with this part in the first candidate. */
    static String part(String part) {
        return "{'candidates':[{'content':{'parts':[" + part + "],'role':'model'}}],'modelVersion':'g','responseId':'x'}";
    }

    static void assertJson(String expected, JsonNode actual) {
        assertEquals(json(expected), Json.read(Json.write(actual)));
    }

    /** The folder of recorded answers beside the checkout; it may not be there. */
    static Path fixtures() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isRegularFile(folder.resolve("modelscan"))) {
            folder = folder.getParent();
        }
        return (folder == null ? Path.of("..") : folder.resolve("..")).resolve("shared/fixtures/gemini").normalize();
    }
}
