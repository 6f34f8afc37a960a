package modelscan.test.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import modelscan.stream.eventstream.EventStream;
import modelscan.stream.jsonarray.JsonArray;
import modelscan.stream.ndjson.JsonLines;
import modelscan.stream.sse.ServerSentEvents;
import modelscan.stream.websocket.WebSocket;
import modelscan.stream.websocket.WebSocketClient;
import org.junit.jupiter.api.Timeout;

/** Any bytes as a stream of frames. */
@Timeout(20)
class FramingFuzzTest {

    @FuzzTest
    void sse(byte[] bytes) throws IOException {
        new FramingCheck(new ServerSentEvents()).accept(bytes);
    }

    @FuzzTest
    void ndjson(byte[] bytes) throws IOException {
        new FramingCheck(new JsonLines()).accept(bytes);
    }

    @FuzzTest
    void jsonarray(byte[] bytes) throws IOException {
        new FramingCheck(new JsonArray()).accept(bytes);
    }

    @FuzzTest
    void eventstream(byte[] bytes) throws IOException {
        new FramingCheck(new EventStream()).accept(bytes);
    }

    /** As {@link #eventstream}, with checksums that are right: no chance finds one, and all else lies behind them. */
    @FuzzTest
    void eventstreamMessages(byte[] bytes) throws IOException {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.remaining() >= 2) {
            int headers = Math.min(rest.get() & 0xff, rest.remaining() - 1);
            int payload = Math.min(rest.get() & 0xff, rest.remaining() - headers);
            byte[] inside = new byte[headers + payload];
            rest.get(inside);
            messages.writeBytes(message(headers, inside));
        }
        new FramingCheck(new EventStream()).accept(messages.toByteArray());
    }

    @FuzzTest
    void websocket(byte[] bytes) throws IOException {
        new FramingCheck(new WebSocket()).accept(bytes);
    }

    @FuzzTest
    void websocketClient(byte[] bytes) throws IOException {
        new FramingCheck(new WebSocketClient()).accept(bytes);
    }

    private static byte[] message(int headers, byte[] inside) {
        ByteBuffer message = ByteBuffer.allocate(inside.length + 16).putInt(inside.length + 16).putInt(headers);
        message.putInt(checksum(message)).put(inside);
        return message.putInt(checksum(message)).array();
    }

    private static int checksum(ByteBuffer soFar) {
        CRC32 checksum = new CRC32();
        checksum.update(soFar.array(), 0, soFar.position());
        return (int) checksum.getValue();
    }
}
