package modelscan.test.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Recorded exchanges with a provider, and what a caller asked and got; a JSON file.
 *
 * <p>In an answer {@code {server}} stands for the address of the server that replays it. A request says what it must hold:
 * a path, and the headers and body if they are written down.
 *
 * <pre>{@code
 * {"ask": {"operation": "speech", "request": {"model": "eleven_v3", "input": "hi", "voice": "rachel"}},
 *  "exchanges": [{"request": {"method": "POST", "path": "/v1/text-to-speech/rachel", "body": {"text": "hi"}},
 *                 "response": {"status": 200, "headers": {"content-type": "audio/mpeg"}, "bodyBase64": "SUQz"}}],
 *  "expect": {"media": ["audio/mpeg"], "usage": {"character": 2}}}
 * }</pre>
 *
 * @param name what it is called in messages, such as {@code speech-2.json}
 * @param exchanges what goes over the wire, in order
 * @param ask the operation, and the request in OpenAI's form; an empty object if it is not told
 * @param expect what the caller gets; an empty object if it is not told
 */
public record Cassette(String name, List<RecordedExchange> exchanges, JsonNode ask, JsonNode expect) {
    private static final JsonMapper MAPPER = new JsonMapper();

    public Cassette {
        exchanges = List.copyOf(exchanges);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it is no cassette; the message names the file
     */
    public static Cassette read(Path file) throws IOException {
        String name = file.getFileName().toString();
        JsonNode tree;
        try {
            tree = MAPPER.readTree(Files.readAllBytes(file));
        } catch (IOException malformed) {
            throw new IOException(name + " is not JSON: " + malformed.getMessage().lines().findFirst().orElse(""), malformed);
        }
        if (!tree.path("exchanges").isArray() || tree.path("exchanges").isEmpty()) {
            throw new IOException(name + " has no exchanges");
        }
        List<RecordedExchange> exchanges = new ArrayList<>();
        for (JsonNode exchange : tree.path("exchanges")) {
            exchanges.add(RecordedExchange.read(exchange, name + " exchange " + (exchanges.size() + 1)));
        }
        return new Cassette(name, exchanges, object(tree, "ask"), object(tree, "expect"));
    }

    /** Writes it, without anything that proves who recorded it. */
    public void write(Path file, String... secrets) throws IOException {
        ObjectNode tree = MAPPER.createObjectNode();
        tree.set("ask", ask);
        ArrayNode list = tree.putArray("exchanges");
        Scrub scrub = Scrub.of(secrets);
        exchanges.forEach(exchange -> list.add(exchange.scrubbed(scrub).tree()));
        tree.set("expect", expect);
        String text = scrub.text(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree));
        Files.writeString(file, text + "\n", StandardCharsets.UTF_8);
    }

    /**
     * A script that replays it once, in order.
     *
     * @param server the address that answers name
     * @param base the path of the provider's own address, which recorded paths may leave out
     */
    public Replay replay(String server, String base) {
        return new Replay(this, server, base);
    }

    private static JsonNode object(JsonNode tree, String key) {
        return tree.path(key).isObject() ? tree.path(key) : MAPPER.createObjectNode();
    }
}
