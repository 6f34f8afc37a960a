package modelscan.wire.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import modelscan.api.model.Reasoning;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Sampling;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;

/** What the tests of this dialect have in common. */
final class Exchanges {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));
    static final Back BACK = new Bedrock(CLOCK).back(Operation.CHAT).orElseThrow();
    static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
    static final ChatRequest HI = chat(List.of(Message.user("hi")));

    private Exchanges() {
    }

    static ChatRequest chat(List<Message> messages) {
        return ChatRequest.of("m", messages.toArray(Message[]::new));
    }

    static ChatRequest sampled(ChatRequest chat, Sampling sampling) {
        return new ChatRequest(chat.model(), chat.messages(), chat.tools(), sampling, chat.format(), chat.reasoning(), true, chat.extra());
    }

    static ChatRequest with(ChatRequest chat, Tools tools) {
        return new ChatRequest(chat.model(), chat.messages(), tools, chat.sampling(), chat.format(), chat.reasoning(), true, chat.extra());
    }

    static ChatRequest with(ChatRequest chat, ResponseFormat format) {
        return new ChatRequest(chat.model(), chat.messages(), chat.tools(), chat.sampling(), format, chat.reasoning(), true, chat.extra());
    }

    static ChatRequest with(ChatRequest chat, Reasoning reasoning) {
        return new ChatRequest(chat.model(), chat.messages(), chat.tools(), chat.sampling(), chat.format(), Optional.of(reasoning), true,
                chat.extra());
    }

    static ChatRequest with(ChatRequest chat, ObjectNode extra) {
        return new ChatRequest(chat.model(), chat.messages(), chat.tools(), chat.sampling(), chat.format(), chat.reasoning(), true, extra);
    }

    static Back.Order order(ChatRequest chat, String model, boolean stream, String... capabilities) {
        Model known = new Model(model, Set.of(Operation.CHAT), Optional.empty(), Optional.empty(), Set.of(capabilities),
                Optional.empty(), Optional.empty(), Optional.empty());
        return BACK.order(Exchange.of("r", Inquiry.of(chat, stream)).to(new Candidate("aws", known), 1));
    }

    static JsonNode body(ChatRequest chat, String model) {
        return Json.read(order(chat, model, true).body());
    }

    static List<String> losses(ChatRequest chat, String model) {
        return order(chat, model, true).losses();
    }

    static Back.Reader reader(String model) {
        return BACK.reader(Exchange.of("r", Inquiry.of(HI, true)).to(new Candidate("aws", Model.unknown(model, Operation.CHAT)), 1));
    }

    static Frame frame(String event, String json) {
        return new Frame(event, bytes(json), false, "application/json");
    }

    /** Steps written as {@code name {json}}. */
    static List<StreamEvent> events(Back.Reader reader, String... steps) {
        List<StreamEvent> events = new ArrayList<>();
        for (String step : steps) {
            int space = step.indexOf(' ');
            reader.read(frame(step.substring(0, space), step.substring(space + 1))).map(Piece::events).ifPresent(events::addAll);
        }
        return events;
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

    /** The folder of recorded answers beside the checkout; it may not be there. */
    static Path fixtures() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isRegularFile(folder.resolve("modelscan"))) {
            folder = folder.getParent();
        }
        return (folder == null ? Path.of("..") : folder.resolve("..")).resolve("shared/fixtures/bedrock-converse").normalize();
    }
}
