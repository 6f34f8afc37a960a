package modelscan.test.kit.dialect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modelscan.test.kit.ScriptedAnswer;
import modelscan.test.kit.SeenRequest;

/** How a provider of one dialect answers a conversation. */
interface Speech {
    /** Whether the caller wants a stream. */
    default boolean streams(SeenRequest request) {
        return request.json().path("stream").asBoolean();
    }

    /** An answer at once. */
    ScriptedAnswer whole(Said said);

    /** An answer piece by piece. */
    ScriptedAnswer streamed(Said said);

    /** An error body in the words of the dialect. */
    String error(int status, String message);

    /** JSON with single quotes for readability, in which {@code $name} stands for a value. */
    static ObjectNode json(String template, Map<String, ?> values) {
        try {
            return (ObjectNode) fill(MAPPER.readTree(template.replace('\'', '"')), values);
        } catch (JsonProcessingException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    /** JSON with single quotes for readability. */
    static ObjectNode json(String template) {
        return json(template, Map.of());
    }

    /** A stream of server-sent events, one chunk for each. */
    static ScriptedAnswer events(List<ObjectNode> messages, boolean named, String end) {
        List<String> chunks = new ArrayList<>();
        for (ObjectNode message : messages) {
            String name = named ? "event: " + message.path("type").asText() + "\n" : "";
            chunks.add(name + "data: " + message + "\n\n");
        }
        if (!end.isEmpty()) {
            chunks.add("data: " + end + "\n\n");
        }
        return ScriptedAnswer.streamed("text/event-stream", chunks);
    }

    /** The tree of a text of JSON. */
    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    private static JsonNode fill(JsonNode node, Map<String, ?> values) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(fill(member.getValue(), values)));
        } else if (node.isArray()) {
            for (int at = 0; at < node.size(); at++) {
                ((ArrayNode) node).set(at, fill(node.get(at), values));
            }
        } else if (node.isTextual() && node.textValue().startsWith("$")) {
            return MAPPER.valueToTree(values.get(node.textValue().substring(1)));
        }
        return node;
    }

    /** Reads and writes JSON. */
    JsonMapper MAPPER = new JsonMapper();
}
