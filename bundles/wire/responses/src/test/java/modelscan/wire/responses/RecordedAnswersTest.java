package modelscan.wire.responses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Frame;
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
    void lmStudioThinksSpeaksAndCalls() throws IOException {
        List<StreamEvent> events = chunks("lmstudio-tool-call.1.chunks.jsonl");
        assertEquals("The user is asking for the weather in San Francisco. I have a weather function available that takes a"
                + " location parameter. The user has provided \"San Francisco\" as the location, so I have all the required"
                + " information to make the function call.", Told.thoughts(events));
        assertEquals("I'll get the current weather information for San Francisco for you.", Told.text(events));
        assertEquals(List.of(new ToolCallStarted(0, 0, "call_2025306790300011", "weather"),
                new ToolCallDelta(0, 0, "{\"location\":\"San Francisco\"}"),
                new StreamEvent.Finished(0, FinishReason.TOOL_CALLS, "completed"),
                new StreamEvent.UsageReported(reader.usage())), events.subList(events.size() - 4, events.size()));
        assertTrue(events.stream().filter(ThinkingDelta.class::isInstance).count() > 20, "thoughts come as they are thought");
        assertTrue(events.stream().filter(TextDelta.class::isInstance).count() > 10);
        assertTrue(reader.complete());
    }

    @Test
    void openAiFailsAfterItBegan() throws IOException {
        List<StreamEvent> events = chunks("openai-error.1.chunks.jsonl");
        assertEquals(2, events.size(), "nothing follows a failure");
        assertTrue(events.getLast() instanceof StreamEvent.Failed(Failure failure)
                && failure.code() == ErrorCode.QUOTA_EXHAUSTED && failure.reason().equals(Optional.of("insufficient_quota"))
                && failure.provider().equals(Optional.of("acme")));
        assertFalse(reader.complete());
    }

    @Test
    void wholeAnswersCallAndThenSpeak() throws IOException {
        JsonNode exchanges = Json.read(Files.readAllBytes(FOLDER.resolve("responses-tool-use.exchange.json"))).path("exchanges");
        List<StreamEvent> calling = reader.read(Frame.whole(body(exchanges.get(0)))).orElseThrow().events();
        assertTrue(calling.contains(new ToolCallStarted(0, 0, "call_nJmCK7SJe3ajdYYplIbH0KgL", "multiply")));
        assertEquals(Optional.of(FinishReason.TOOL_CALLS), reader.finish());
        Back.Reader second = Exchanges.reader();
        List<StreamEvent> speaking = second.read(Frame.whole(body(exchanges.get(1)))).orElseThrow().events();
        assertTrue(Told.text(speaking).contains("869"), () -> "not said: " + Told.text(speaking));
        assertEquals(Optional.of(FinishReason.STOP), second.finish());
        assertTrue(second.usage().count(Unit.INPUT).orElse(0L) > 50);
        assertEquals(Optional.of(0L), second.usage().count(Unit.CACHE_READ));
    }

    private static byte[] body(JsonNode exchange) throws IOException {
        byte[] packed = Base64.getDecoder().decode(exchange.at("/response/body_base64").asText());
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }

    private List<StreamEvent> chunks(String name) throws IOException {
        return Exchanges.events(reader, Files.readAllLines(FOLDER.resolve(name)).stream()
                .map(line -> line.replace("'", "\\u0027")).toList());
    }
}
