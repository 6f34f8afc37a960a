package modelscan.launcher.it.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What an upstream says it answered: a line for each call, on disk before the answer goes out.
 *
 * <pre>{@code
 * book.write(new UpstreamBook.Call("call-17", "gpt-4o-mini", 120, 40, 40));
 * book.calls().getLast().input(); // 120
 * }</pre>
 */
final class UpstreamBook implements Closeable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final FileChannel channel;

    /**
     * One answered call.
     *
     * @param id what links it to the request of the client
     * @param model the model as the gateway asked for it
     * @param input the tokens it is billed for reading
     * @param output the tokens of the whole answer
     * @param sent the tokens that go out; fewer than the output when the answer is cut
     */
    record Call(String id, String model, long input, long output, long sent) {
    }

    private UpstreamBook(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Opens the book and goes on at its end. */
    static UpstreamBook open(Path file) throws IOException {
        return new UpstreamBook(file, FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /** Writes a call; it is on disk when this returns. */
    synchronized void write(Call call) throws IOException {
        String line = JSON.createObjectNode().put("id", call.id()).put("model", call.model()).put("input", call.input())
                .put("output", call.output()).put("sent", call.sent()) + "\n";
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
    }

    /** All calls, read back from the disk. */
    List<Call> calls() throws IOException {
        List<Call> calls = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode call = JSON.readTree(line);
            calls.add(new Call(call.path("id").asText(), call.path("model").asText(), call.path("input").asLong(),
                    call.path("output").asLong(), call.path("sent").asLong()));
        }
        return calls;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
