package modelscan.wire.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Piece;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.StreamEvent.TextDelta;
import modelscan.api.model.StreamEvent.ThinkingDelta;
import modelscan.api.model.StreamEvent.ToolCallDelta;
import modelscan.api.model.StreamEvent.ToolCallStarted;
import modelscan.api.model.Unit;
import modelscan.base.json.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Answers recorded from providers; they lie beside the checkout and are skipped where they are not. */
class RecordedAnswersTest {
    private static final Path FOLDER = Exchanges.fixtures();

    private final Back.Reader reader = Exchanges.reader();

    @BeforeAll
    static void mustBeThere() {
        assumeTrue(Files.isDirectory(FOLDER), "skipped: there is no folder " + FOLDER);
    }

    @Test
    void groqCallsAToolInOneDelta() throws IOException {
        List<StreamEvent> events = chunks("groq-tool-call.chunks.jsonl");
        assertEquals(List.of(new ToolCallStarted(0, 0, "tk85n1k4m", "weather"), new ToolCallDelta(0, 0, "{}"),
                new StreamEvent.Finished(0, FinishReason.TOOL_CALLS, "tool_calls")), events.subList(1, 4));
        assertEquals(Optional.of(210L), reader.usage().count(Unit.INPUT));
        assertTrue(reader.complete());
    }

    @Test
    void mistralRepeatsAnEmptyName() throws IOException {
        List<StreamEvent> events = chunks("mistral-incremental-tool-call.chunks.jsonl");
        assertEquals(List.of(new ToolCallStarted(0, 0, "chatcmpl-tool-9f149c74c42f265b", "webSearchTool"),
                new ToolCallDelta(0, 0, "{\"query\": \"current Berlin weather\"}")), events.subList(1, 3));
        assertEquals(Optional.of(128L), reader.usage().count(Unit.CACHE_READ));
        assertTrue(reader.complete());
    }

    @Test
    void aToolCallMayBeginWithIndexOne() throws IOException {
        List<StreamEvent> events = sse(Files.readString(FOLDER.resolve("anthropic-fallback-tool-call.sse")));
        assertEquals("{\"path\": \"a.txt\"}", joined(events, ToolCallDelta.class));
        assertEquals(new ToolCallStarted(0, 0, "toolu_sanitized", "read_file"),
                events.stream().filter(ToolCallStarted.class::isInstance).findFirst().orElseThrow());
        assertEquals("Reading it.", joined(events, TextDelta.class));
        assertTrue(reader.complete());
    }

    @Test
    void perplexityTellsUsageInEveryChunk() throws IOException {
        List<StreamEvent> events = chunks("perplexity-citations.chunks.jsonl");
        long told = events.stream().filter(StreamEvent.UsageReported.class::isInstance).count();
        assertTrue(told > 2, "told " + told + " times");
        assertTrue(joined(events, TextDelta.class).startsWith("The current population of **"));
        StreamEvent.UsageReported last = (StreamEvent.UsageReported) events.reversed().stream()
                .filter(StreamEvent.UsageReported.class::isInstance).findFirst().orElseThrow();
        assertEquals(last.usage(), reader.usage());
    }

    @Test
    void groqFailsInTheMiddle() throws IOException {
        JsonNode response = recorded("groq-midstream-error-event.exchange.json");
        List<StreamEvent> events = sse(response.path("body_text").asText());
        assertTrue(joined(events, ThinkingDelta.class).startsWith("The user says"));
        assertTrue(events.getLast() instanceof StreamEvent.Failed(Failure failure)
                && failure.reason().equals(Optional.of("tool_use_failed")) && failure.status() == 400);
        assertFalse(reader.complete());
    }

    @Test
    void zaiThinksInAWholeAnswer() throws IOException {
        JsonNode response = recorded("zai-thinking.exchange.json");
        Piece piece = reader.read(Frame.whole(Json.write(response.get("body_json")))).orElseThrow();
        assertEquals("2 + 2 is 4.", joined(piece.events(), TextDelta.class));
        assertEquals(Optional.of(237L), reader.usage().count(Unit.REASONING));
        assertEquals(Optional.of(FinishReason.STOP), reader.finish());
    }

    @Test
    void aToolCallMayBeCutShort() throws IOException {
        Piece piece = reader.read(Frame.whole(Files.readAllBytes(FOLDER.resolve("truncated_tool_call.json")))).orElseThrow();
        assertEquals("{\"location\": \"Par", joined(piece.events(), ToolCallDelta.class));
        assertEquals(Optional.of(FinishReason.LENGTH), reader.finish());
    }

    @Test
    void recordedErrors() throws IOException {
        JsonNode response = recorded("openrouter-429-upstream.exchange.json");
        Failure limited = Exchanges.back().failure(429, Map.of(), Json.write(response.get("body_json")));
        assertEquals(ErrorCode.RATE_LIMITED, limited.code());
        assertTrue(limited.message().contains("temporarily rate-limited upstream"));
        Failure parameter = Exchanges.back().failure(400, Map.of(),
                Files.readAllBytes(FOLDER.resolve("reasoning-model-legacy-parameter-error.json")));
        assertEquals(ErrorCode.UNSUPPORTED, parameter.code());
        assertEquals(Optional.of("max_tokens"), parameter.field());
    }

    private static JsonNode recorded(String name) throws IOException {
        return Json.read(Files.readAllBytes(FOLDER.resolve(name))).at("/exchanges/0/response");
    }

    private List<StreamEvent> chunks(String name) throws IOException {
        return Exchanges.events(reader, Files.readAllLines(FOLDER.resolve(name)).stream()
                .map(line -> line.replace("'", "\\u0027")).toList());
    }

    private List<StreamEvent> sse(String stream) {
        List<StreamEvent> events = new ArrayList<>();
        for (String block : stream.split("\n\n")) {
            String event = block.startsWith("event: ") ? block.substring(7, block.indexOf('\n')) : "";
            byte[] data = block.substring(block.indexOf("data: ") + 6).strip().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            reader.read(new Frame(event, data, false)).ifPresent(piece -> events.addAll(piece.events()));
        }
        return events;
    }

    private static String joined(List<StreamEvent> events, Class<? extends StreamEvent> kind) {
        StringBuilder text = new StringBuilder();
        events.stream().filter(kind::isInstance).forEach(event -> text.append(switch (event) {
            case TextDelta(int _, String words) -> words;
            case ThinkingDelta thought -> thought.text();
            case ToolCallDelta more -> more.arguments();
            default -> "";
        }));
        return text.toString();
    }
}
