package modelscan.base.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A JSON schema, as far as models are asked for structured answers with one.
 *
 * <p>Known are type, enum, const, properties, required, additionalProperties, items, prefixItems, anyOf, oneOf, allOf, local
 * references, and the bounds of numbers, texts and lists; other keywords are not judged.
 *
 * <pre>{@code
 * Schema schema = Schema.of(Json.read("{\"type\":\"object\",\"required\":[\"city\"]}"));
 * schema.problems(Json.read("{}")); // [$: 'city' is missing]
 * }</pre>
 */
public final class Schema {
    private final JsonNode schema;

    private Schema(JsonNode schema) {
        this.schema = schema;
    }

    /** A schema; not to be changed afterwards. */
    public static Schema of(JsonNode schema) {
        return new Schema(schema);
    }

    /** Everything that is wrong with a value, each with the place; empty if nothing is. */
    public List<String> problems(JsonNode value) {
        return contradictions(value, Set.of());
    }

    /** What is wrong with a value that is still growing and no continuation can mend. */
    List<String> contradictions(JsonNode value, Set<JsonNode> unfinished) {
        List<String> problems = new ArrayList<>();
        new SchemaCheck(schema, unfinished, problems, new SchemaCheck.Effort()).check(value, schema, "$", 0);
        return List.copyOf(problems.subList(0, Math.min(problems.size(), SchemaCheck.MOST_PROBLEMS)));
    }
}
