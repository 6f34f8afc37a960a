package modelscan.wire.ollama;

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
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;

/** What the tests of this dialect have in common. */
final class Exchanges {
    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private Exchanges() {
    }

    static Front front(String path, InstantSource clock) {
        return new Ollama(clock).fronts().stream().filter(front -> front.route().path().equals(path)).findFirst().orElseThrow();
    }

    static Front front(String path) {
        return front(path, InstantSource.fixed(NOW));
    }

    static Back back(Operation operation) {
        return new Ollama(InstantSource.fixed(NOW)).back(operation).orElseThrow();
    }

    static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    static Inquiry inquiry(String path, String json) {
        return front(path).read(new Front.Letter(Map.of(), Map.of(), bytes(json)));
    }

    static Inquiry chat(String json) {
        return inquiry("/api/chat", json);
    }

    static Exchange exchange(Inquiry inquiry, String model) {
        return Exchange.of("r", inquiry).to(new Candidate("box", Model.unknown(model, inquiry.operation())), 1);
    }

    static Back.Order order(Inquiry inquiry, String model) {
        return back(inquiry.operation()).order(exchange(inquiry, model));
    }

    static Back.Reader reader() {
        return back(Operation.CHAT).reader(exchange(chat("{'model':'m','messages':[]}"), "m"));
    }

    /** The events of lines, each read as soon as it came. */
    static List<StreamEvent> events(Back.Reader reader, String... lines) {
        List<StreamEvent> events = new ArrayList<>();
        for (String line : lines) {
            reader.read(Frame.of(bytes(line))).map(Piece::events).ifPresent(events::addAll);
        }
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
        return (folder == null ? Path.of("..") : folder.resolve("..")).resolve("shared/fixtures/ollama").normalize();
    }
}
