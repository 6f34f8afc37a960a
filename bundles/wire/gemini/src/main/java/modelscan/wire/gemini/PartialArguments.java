package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modelscan.base.json.Json;

/** Arguments that come as values with the path to each, such as {@code $.places[0].name}. */
final class PartialArguments {
    private static final Pattern STEP = Pattern.compile("\\.([^.\\[\\]]+)|\\[(\\d{1,4})]|\\['([^']*)']|\\[\"([^\"]*)\"]");
    private static final int DEEPEST = 50;

    private final ObjectNode root;

    PartialArguments(JsonNode begun) {
        root = begun instanceof ObjectNode object ? object.deepCopy() : Json.object();
    }

    /** Adds values; more of a text goes behind what is there. */
    void add(JsonNode values) {
        for (JsonNode value : values) {
            List<Object> steps = steps(value.path("jsonPath").asText(""));
            if (!steps.isEmpty() && steps.size() <= DEEPEST) {
                put(steps, value(value));
            }
        }
    }

    /** The arguments as far as they came. */
    String text() {
        return root.toString();
    }

    private static JsonNode value(JsonNode piece) {
        for (String word : List.of("stringValue", "numberValue", "boolValue")) {
            if (piece.has(word)) {
                return piece.get(word);
            }
        }
        return Json.object().nullNode();
    }

    // A number stands for a place in a list, a text for a member.
    private static List<Object> steps(String path) {
        List<Object> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        while (step.find() && steps.size() <= DEEPEST) {
            if (step.group(2) != null) {
                steps.add(Integer.valueOf(step.group(2)));
            } else {
                steps.add(step.group(1) != null ? step.group(1) : step.group(3) != null ? step.group(3) : step.group(4));
            }
        }
        return steps;
    }

    private void put(List<Object> steps, JsonNode value) {
        JsonNode at = root;
        for (int number = 0; number < steps.size() - 1; number++) {
            JsonNode next = child(at, steps.get(number));
            if (!next.isContainerNode()) {
                next = steps.get(number + 1) instanceof Integer ? Json.array() : Json.object();
                set(at, steps.get(number), next);
            }
            at = next;
        }
        JsonNode before = child(at, steps.getLast());
        boolean more = before.isTextual() && value.isTextual();
        set(at, steps.getLast(), more ? TextNode.valueOf(before.textValue() + value.textValue()) : value);
    }

    private static JsonNode child(JsonNode parent, Object step) {
        return step instanceof Integer place ? parent.path(place) : parent.path(step.toString());
    }

    private static void set(JsonNode parent, Object step, JsonNode value) {
        if (parent instanceof ObjectNode object) {
            object.set(step.toString(), value);
        } else if (parent instanceof ArrayNode array && step instanceof Integer place) {
            while (array.size() <= place) {
                array.addNull();
            }
            array.set(place, value);
        }
    }
}
