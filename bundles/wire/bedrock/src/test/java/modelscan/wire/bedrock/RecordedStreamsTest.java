package modelscan.wire.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Streams recorded from Amazon; they lie beside the checkout and are skipped where they are not. */
class RecordedStreamsTest {
    private static final Path FOLDER = Exchanges.fixtures();
    private final Back.Reader reader = Exchanges.reader("m");

    @BeforeAll
    static void mustBeThere() {
        assumeTrue(Files.isDirectory(FOLDER), "skipped: there is no folder " + FOLDER);
    }

    @Test
    void text() throws IOException {
        List<StreamEvent> events = events("basic.eventstream.bin");
        assertTrue(((StreamEvent.TextDelta) events.get(1)).text().startsWith("\nOnce upon a time"));
        assertEquals(new StreamEvent.Finished(0, FinishReason.STOP, "end_turn"), events.get(4));
        assertEquals(Usage.NONE.with(Unit.INPUT, 15).with(Unit.OUTPUT, 142), reader.usage());
        assertTrue(reader.complete());
    }

    @Test
    void twoTools() throws IOException {
        List<StreamEvent> events = events("tool.eventstream.bin");
        assertEquals(new StreamEvent.ToolCallStarted(0, 0, "tooluse_kZJMlvQmRJ6eAyJE5GIl7Q", "top_song"), events.get(2));
        assertEquals(new StreamEvent.ToolCallStarted(0, 1, "tooluse_kZJMlvQmRJ6eAyxxx", "hello"), events.get(5));
        assertEquals(Optional.of(FinishReason.TOOL_CALLS), reader.finish());
        assertEquals(Optional.of(150L), reader.usage().count(Unit.INPUT));
    }

    @Test
    void aModelThatDoesNotExist() throws IOException {
        JsonNode exchange = Json.read(Files.readAllBytes(FOLDER.resolve("bedrock-400-stream.exchange.json"))).at("/exchanges/0");
        Failure failure = Exchanges.BACK.failure(400, Map.of(), Json.write(exchange.at("/response/body_json")));
        assertEquals(ErrorCode.UNSUPPORTED, failure.code());
        assertTrue(exchange.at("/request/uri").asText().endsWith(
                Exchanges.order(Exchanges.HI, "us.does-not-exist-model-v1:0", true).path()));
    }

    private List<StreamEvent> events(String name) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(FOLDER.resolve(name)));
        List<StreamEvent> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] message = new byte[bytes.getInt(bytes.position()) - 16];
            int headers = bytes.position(bytes.position() + 4).getInt();
            bytes.position(bytes.position() + 4).get(message).getInt();
            String event = new String(message, 15, message[14], StandardCharsets.UTF_8);
            byte[] payload = java.util.Arrays.copyOfRange(message, headers, message.length);
            reader.read(new Frame(event, payload, false)).map(Piece::events).ifPresent(events::addAll);
        }
        return events;
    }
}
