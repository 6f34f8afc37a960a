package modelscan.base.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/**
 * Reads and writes JSON within bounds.
 *
 * <pre>{@code
 * JsonNode tree = Json.read(bytes);
 * byte[] bytes = Json.write(Json.object().put("ok", true));
 * }</pre>
 */
public final class Json {
    /** How deep a message may nest. */
    public static final int DEPTH = 200;

    // A picture inside a message is one long string; the size of the whole is bounded by whoever reads the bytes.
    private static final int LONGEST_TEXT = 100_000_000;
    private static final int KEPT_BUFFERS = 64;

    // Virtual threads live for one request: what they keep for themselves is never used again.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newBoundedPool(KEPT_BUFFERS))
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH).maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {
    }

    /**
     * Reads one JSON value.
     *
     * @throws FailureException {@code INVALID_REQUEST} with line and column if it is not JSON
     */
    public static JsonNode read(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    /** Reads one JSON value from a part of the bytes. */
    public static JsonNode read(byte[] bytes, int offset, int length) {
        try {
            JsonNode node = MAPPER.readTree(bytes, offset, length);
            if (node.isMissingNode()) {
                throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "there is no JSON, the text is empty"));
            }
            return node;
        } catch (IOException malformed) {
            throw malformed(malformed);
        } catch (NumberFormatException tooLarge) {
            throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST,
                    "not valid JSON: a number has an exponent that is too large"));
        }
    }

    /** Reads one JSON value from text. */
    public static JsonNode read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a JSON object. */
    public static ObjectNode readObject(byte[] bytes) {
        if (read(bytes) instanceof ObjectNode object) {
            return object;
        }
        throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "a JSON object is wanted"));
    }

    /** Writes a JSON value in one line. */
    public static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Writes a JSON value for people to read. */
    public static String pretty(JsonNode node) {
        return node.toPrettyString();
    }

    /** A new object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A new array. */
    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static FailureException malformed(IOException problem) {
        String where = "";
        String what = "it cannot be read";
        if (problem instanceof JsonProcessingException json) {
            JsonLocation at = json.getLocation();
            where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            what = json.getOriginalMessage().lines().findFirst().orElse(what);
        }
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "not valid JSON" + where + ": " + shortened(what)));
    }

    private static String shortened(String text) {
        return text.length() > 200 ? text.substring(0, 200) + " …" : text;
    }
}
