package modelscan.wire.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    static final Anthropic DIALECT = new Anthropic(CLOCK);

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

    static Inquiry inquiry(String json, Map<String, String> headers) {
        return front().read(new Front.Letter(Map.of(), headers, bytes(json)));
    }

    static Inquiry inquiry(String json) {
        return inquiry(json, Map.of("content-type", "application/json"));
    }

    static Inquiry asking(boolean stream) {
        return inquiry("{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'x'}],'stream':" + stream + "}");
    }

    static Model model(int output, String... capabilities) {
        return new Model("m", Set.of(Operation.CHAT), Optional.empty(), Optional.of(output), Set.of(capabilities),
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Exchange exchange(Inquiry inquiry, Model model) {
        return Exchange.of("r", inquiry).to(new Candidate("acme", model), 1);
    }

    static Exchange exchange(Inquiry inquiry, String model) {
        return exchange(inquiry, Model.unknown(model, Operation.CHAT));
    }

    /** What goes to a provider for a request in neutral words. */
    static Back.Order order(ChatRequest chat, Model model) {
        return back().order(exchange(Inquiry.of(chat, chat.stream()), model));
    }

    static Back.Reader reader() {
        return back().reader(exchange(asking(true), "m"));
    }

    static Frame frame(String json) {
        return Frame.of(bytes(json));
    }

    /** The events of messages, each read as soon as it came. */
    static List<StreamEvent> events(Back.Reader reader, List<String> messages) {
        List<StreamEvent> events = new ArrayList<>();
        messages.forEach(message -> reader.read(frame(message)).map(Piece::events).ifPresent(events::addAll));
        return events;
    }

    static JsonNode tree(Frame frame) {
        return Json.read(frame.data());
    }

    static void assertJson(String expected, JsonNode actual) {
        assertEquals(Json.read(bytes(expected)), Json.read(Json.write(actual)));
    }

    static List<String> lines(String resource) {
        try (InputStream in = Exchanges.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The folder of recorded answers beside the checkout; it may not be there. */
    static Path fixtures() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isRegularFile(folder.resolve("modelscan"))) {
            folder = folder.getParent();
        }
        return (folder == null ? Path.of("..") : folder.resolve("..")).resolve("shared/fixtures/anthropic-messages").normalize();
    }
}
