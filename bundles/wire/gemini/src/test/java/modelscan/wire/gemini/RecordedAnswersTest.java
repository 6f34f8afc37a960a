package modelscan.wire.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import modelscan.api.model.Unit;
import modelscan.base.json.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Answers recorded from Google; they lie beside the checkout and are skipped where they are not. */
class RecordedAnswersTest {
    private static final Path FOLDER = Exchanges.fixtures();

    private final Back.Reader reader = Exchanges.reader();

    @BeforeAll
    static void mustBeThere() {
        assumeTrue(Files.isDirectory(FOLDER), "skipped: there is no folder " + FOLDER);
    }

    @Test
    void aStream() throws IOException {
        JsonNode exchange = exchange("gemini-stream-raw.exchange.json");
        assertEquals("You are a helpful chatbot.", RequestReader.read("m", true, exchange.at("/request/body_json"))
                .messages().getFirst().text());
        List<StreamEvent> events = new ArrayList<>();
        for (String block : exchange.at("/response/body_text").asText().split("\r\n\r\n")) {
            reader.read(Frame.of(block.substring("data: ".length()))).map(Piece::events).ifPresent(events::addAll);
        }
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event instanceof StreamEvent.TextDelta(int _, String words) ? words : ""));
        assertEquals("The capital of France is Paris.\n", text.toString());
        assertTrue(reader.complete());
        assertEquals(Optional.of(FinishReason.STOP), reader.finish());
        assertEquals(Optional.of(13L), reader.usage().count(Unit.INPUT));
        assertEquals(Optional.of(8L), reader.usage().count(Unit.OUTPUT));
    }

    @Test
    void aRefusedPrompt() throws IOException {
        List<StreamEvent> events = reader.read(Frame.whole(Files.readAllBytes(FOLDER.resolve("blocked.json")))).orElseThrow().events();
        assertTrue(events.contains(new StreamEvent.Finished(0, FinishReason.CONTENT_FILTER, "SAFETY")), events.toString());
        assertEquals(Optional.of(12L), reader.usage().count(Unit.INPUT));
    }

    @Test
    void aGuardedAnswerOnVertex() throws IOException {
        JsonNode body = exchange("vertex-model-armor-block.exchange.json").at("/response/body_json");
        reader.read(Frame.whole(Json.write(body)));
        assertEquals(Optional.of(FinishReason.CONTENT_FILTER), reader.finish());
        assertEquals(Optional.of(33L), reader.usage().count(Unit.OUTPUT));
        assertEquals(Optional.of(27L), reader.usage().count(Unit.REASONING));
    }

    @Test
    void aLimitSaysHowLongToWait() throws IOException {
        Failure failure = Exchanges.back().failure(429, Map.of(), Files.readAllBytes(FOLDER.resolve("google-429-retry-info.json")));
        assertEquals(ErrorCode.RATE_LIMITED, failure.code());
        assertEquals(Optional.of(Duration.ofMillis(34_400)), failure.retryAfter());
    }

    private static JsonNode exchange(String name) throws IOException {
        return Json.read(Files.readAllBytes(FOLDER.resolve(name))).at("/exchanges/0");
    }
}
