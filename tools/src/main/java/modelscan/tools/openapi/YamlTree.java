package modelscan.tools.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** YAML as a tree of JSON. Aliases are copied, so the size of all is bounded. */
final class YamlTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 200;
    private static final int MOST = 5_000_000;

    private int left = MOST;

    private YamlTree() {
    }

    /**
     * The tree.
     *
     * @throws IllegalArgumentException if it is too deep or too large
     * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException if it is no YAML
     */
    static JsonNode of(String text, int largest) {
        LoadSettings settings = LoadSettings.builder().setCodePointLimit(largest).build();
        return new YamlTree().tree(new Load(settings).loadFromString(text), 0);
    }

    private JsonNode tree(Object value, int depth) {
        if (depth > DEEPEST || left-- <= 0) {
            throw new IllegalArgumentException("it is too deep or too large");
        }
        return switch (value) {
            case null -> NODES.nullNode();
            case Map<?, ?> map -> {
                ObjectNode object = NODES.objectNode();
                map.forEach((key, member) -> object.set(String.valueOf(key), tree(member, depth + 1)));
                yield object;
            }
            case List<?> list -> {
                ArrayNode array = NODES.arrayNode();
                list.forEach(item -> array.add(tree(item, depth + 1)));
                yield array;
            }
            case Boolean flag -> NODES.booleanNode(flag);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case BigInteger number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            default -> NODES.textNode(String.valueOf(value));
        };
    }
}
