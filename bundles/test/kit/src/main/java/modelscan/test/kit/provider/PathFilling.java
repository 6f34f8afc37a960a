package modelscan.test.kit.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON that grows from paths such as {@code data[].url}; a list gets one element. */
final class PathFilling {
    private static final Pattern STEP = Pattern.compile("[^.\\[\\]]+|\\[\\d*]");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonNode root = NODES.objectNode();

    /** Puts a value at a path; the whole is the value for an empty path. */
    PathFilling put(String path, JsonNode value) {
        List<String> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        while (matcher.find()) {
            steps.add(matcher.group());
        }
        root = filled(root, steps, value);
        return this;
    }

    /** All of it. */
    JsonNode json() {
        return root;
    }

    private static JsonNode filled(JsonNode at, List<String> steps, JsonNode value) {
        if (steps.isEmpty()) {
            return value;
        }
        List<String> left = steps.subList(1, steps.size());
        if (!steps.getFirst().startsWith("[")) {
            ObjectNode object = at instanceof ObjectNode known ? known : NODES.objectNode();
            object.set(steps.getFirst(), filled(object.path(steps.getFirst()), left, value));
            return object;
        }
        ArrayNode array = at instanceof ArrayNode known ? known : NODES.arrayNode();
        String index = steps.getFirst().substring(1, steps.getFirst().length() - 1);
        int wanted = index.isEmpty() ? 0 : Math.min(9, Integer.parseInt(index));
        while (array.size() <= wanted) {
            array.addNull();
        }
        array.set(wanted, filled(array.get(wanted), left, value));
        return array;
    }
}
