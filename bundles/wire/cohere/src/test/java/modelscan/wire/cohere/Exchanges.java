package modelscan.wire.cohere;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Piece;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Message;
import modelscan.api.model.Operation;
import modelscan.api.model.Request;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;

/** What the tests of this dialect have in common. */
final class Exchanges {
    private static final Cohere DIALECT = new Cohere(InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z")));

    private Exchanges() {
    }

    static Back back(Operation operation) {
        return DIALECT.back(operation).orElseThrow();
    }

    static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    static Exchange exchange(Request request, boolean stream) {
        return Exchange.of("r", Inquiry.of(request, stream))
                .to(new Candidate("cohere", Model.unknown("command", request.operation())), 1);
    }

    static Back.Order order(Request request, boolean stream) {
        return back(request.operation()).order(exchange(request, stream));
    }

    static Back.Reader reader(Operation operation) {
        return back(operation).reader(exchange(ChatRequest.of("x", Message.user("x")), true));
    }

    /** The events of steps, each read as soon as it came. */
    static List<StreamEvent> events(Back.Reader reader, List<String> steps) {
        List<StreamEvent> events = new ArrayList<>();
        steps.forEach(step -> reader.read(Frame.of(bytes(step))).map(Piece::events).ifPresent(events::addAll));
        return events;
    }

    static void assertJson(String expected, byte[] actual) {
        assertEquals(Json.read(bytes(expected)), Json.read(actual));
    }

    /** The folder of recorded answers beside the checkout; it may not be there. */
    static Path fixtures() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isRegularFile(folder.resolve("modelscan"))) {
            folder = folder.getParent();
        }
        return (folder == null ? Path.of("..") : folder.resolve("..")).resolve("shared/fixtures/cohere-v2").normalize();
    }
}
