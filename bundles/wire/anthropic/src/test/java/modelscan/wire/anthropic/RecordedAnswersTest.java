package modelscan.wire.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.StreamEvent.TextDelta;
import modelscan.api.model.StreamEvent.ThinkingDelta;
import modelscan.api.model.StreamEvent.ToolCallStarted;
import modelscan.api.model.Unit;
import modelscan.base.json.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Answers as Anthropic gave them. */
class RecordedAnswersTest {
    private static final Path FOLDER = Exchanges.fixtures();

    private final Back.Reader reader = Exchanges.reader();

    @BeforeAll
    static void theyAreThere() {
        assumeTrue(Files.isDirectory(FOLDER), () -> "no recorded answers in " + FOLDER);
    }

    @Test
    void aRefusalWithThoughtsIsRelayedByteByByte() throws IOException {
        List<Frame> frames = sse(Files.readString(FOLDER.resolve("refusal-thinking.sse")));
        Front.Writer writer = Exchanges.front().writer(Exchanges.asking(true));
        List<Frame> relayed = new ArrayList<>();
        List<StreamEvent> events = new ArrayList<>();
        for (Frame frame : frames) {
            reader.read(frame).ifPresent(piece -> {
                relayed.addAll(writer.write(piece));
                events.addAll(piece.events());
            });
        }
        assertTrue(reader.complete());
        relayed.addAll(writer.end(Receipt.EMPTY));
        assertEquals(frames.subList(0, frames.size() - 1), relayed.subList(0, relayed.size() - 1));
        assertEquals("message_stop", relayed.getLast().event());
        assertTrue(text(events, ThinkingDelta.class).startsWith("Simple educational question"));
        assertEquals("Hi", text(events, TextDelta.class));
        assertEquals(Optional.of(FinishReason.REFUSAL), reader.finish());
        assertEquals(List.of(Optional.of(28L), Optional.of(106L), Optional.of(67L)), List.of(reader.usage().count(Unit.INPUT),
                reader.usage().count(Unit.OUTPUT), reader.usage().count(Unit.REASONING)));
        assertTrue(events.stream().anyMatch(event -> event instanceof ThinkingDelta thought && thought.signature().isPresent()));
    }

    @Test
    void aSecondBeginIsOneAnswer() throws IOException {
        List<StreamEvent> events = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve("duplicate-message-start.chunks.jsonl"))) {
            reader.read(Frame.of(line)).map(Piece::events).ifPresent(events::addAll);
        }
        assertEquals(1, events.stream().filter(StreamEvent.Started.class::isInstance).count());
        assertEquals("Hello, World!", text(events, TextDelta.class));
        assertEquals(Optional.of(227L), reader.usage().count(Unit.OUTPUT));
        assertTrue(reader.complete());
    }

    @Test
    void thoughtsAndText() throws IOException {
        JsonNode response = recorded("stream-thinking-with-ratelimit-headers.exchange.json", 0).path("response");
        String stream = unpacked(Base64.getDecoder().decode(response.path("body_base64").asText()));
        List<StreamEvent> events = new ArrayList<>();
        sse(stream).forEach(frame -> reader.read(frame).map(Piece::events).ifPresent(events::addAll));
        assertTrue(text(events, TextDelta.class).contains("**Pouch**"));
        assertTrue(text(events, ThinkingDelta.class).startsWith("The user wants two names"));
        assertEquals(Optional.of(133L), reader.usage().count(Unit.OUTPUT));
        assertTrue(reader.complete());
    }

    @Test
    void parallelCallsAndTheRequestThatAnswersThem() throws IOException {
        Piece piece = reader.read(Frame.whole(Json.write(
                recorded("parallel-tool-calls.exchange.json", 0).at("/response/body_json")))).orElseThrow();
        assertEquals(List.of(0, 1, 2, 3), piece.events().stream().filter(ToolCallStarted.class::isInstance)
                .map(event -> ((ToolCallStarted) event).position()).toList());
        assertEquals(Optional.of(FinishReason.TOOL_CALLS), reader.finish());
        assertEquals(Optional.of(423L), reader.usage().count(Unit.INPUT));
        JsonNode request = recorded("parallel-tool-calls.exchange.json", 1).at("/request/body_json");
        RequestWriting written = RequestWriting.of(RequestReader.read(request, Json.object()), Exchanges.model(9), false);
        assertEquals(4, written.json().at("/messages/2/content").size());
        assertEquals(request.path("system"), written.json().path("system"));
        assertEquals(List.of(), written.losses());
    }

    @Test
    void aRecordedError() throws IOException {
        JsonNode response = recorded("anthropic-400-invalid.exchange.json", 0).path("response");
        Failure failure = Exchanges.back().failure(400, Map.of(), Json.write(response.path("body_json")));
        assertEquals(ErrorCode.INVALID_REQUEST, failure.code());
        assertTrue(failure.message().startsWith("This model does not support effort level 'xhigh'"));
        assertEquals(Optional.of("invalid_request_error"), failure.reason());
    }

    private static JsonNode recorded(String name, int number) throws IOException {
        return Json.read(Files.readAllBytes(FOLDER.resolve(name))).path("exchanges").path(number);
    }

    // The recording ends without the trailer of its compression.
    private static String unpacked(byte[] packed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            in.transferTo(out);
        } catch (EOFException cut) {
            assertTrue(out.size() > 0);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<Frame> sse(String stream) {
        List<Frame> frames = new ArrayList<>();
        for (String block : stream.strip().split("\n\n")) {
            String event = block.substring("event: ".length(), block.indexOf('\n'));
            frames.add(new Frame(event, block.substring(block.indexOf("data: ") + 6).getBytes(StandardCharsets.UTF_8), false));
        }
        return frames;
    }

    private static String text(List<StreamEvent> events, Class<? extends StreamEvent> kind) {
        StringBuilder text = new StringBuilder();
        events.stream().filter(kind::isInstance).forEach(event -> text.append(switch (event) {
            case TextDelta(int _, String words) -> words;
            case ThinkingDelta thought -> thought.text();
            default -> "";
        }));
        return text.toString();
    }
}
