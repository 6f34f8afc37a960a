package modelscan.stage.limit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import modelscan.base.json.Json;

/** Reads limits of several providers from a file. */
final class LimitsFile {
    private static final List<String> COLUMNS = List.of("provider", "plan", "limit", "amount", "models", "burst", "reset", "zone",
            "name", "monthly", "currency", "source", "verified");
    private static final List<String> OF_LIMITS = List.of("source", "verified");
    private static final List<String> OF_PLAN = List.of("name", "monthly", "currency", "source", "verified");

    private LimitsFile() {
    }

    /** From JSON: the terms by provider. */
    static Map<String, ObjectNode> json(byte[] body) {
        Map<String, ObjectNode> bodies = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : Json.readObject(body).properties()) {
            if (!(member.getValue() instanceof ObjectNode terms)) {
                throw TermsForm.wrong("'" + member.getKey() + "' must be an object");
            }
            bodies.put(member.getKey(), terms);
        }
        return bodies;
    }

    /** From a table: a line for each limit, such as {@code groq,free,rpm,30,a b}; without a plan it holds itself. */
    static Map<String, ObjectNode> csv(String text) {
        Map<String, ObjectNode> bodies = new LinkedHashMap<>();
        for (Map<String, String> row : Csv.read(text, COLUMNS)) {
            ObjectNode terms = bodies.computeIfAbsent(Csv.value(row, "provider"), _ -> Json.object());
            ObjectNode place = row.containsKey("plan") ? plan(terms, row) : own(terms, row);
            ArrayNode limits = place.withArray("limits");
            ObjectNode limit = limits.addObject().put(Csv.value(row, "limit"), Csv.value(row, "amount"));
            for (String word : List.of("burst", "reset", "zone")) {
                if (row.containsKey(word)) {
                    limit.put(word, row.get(word));
                }
            }
            if (row.containsKey("models")) {
                ArrayNode models = limit.putArray("models");
                List.of(row.get("models").split("\\s+")).forEach(models::add);
            }
        }
        return bodies;
    }

    private static ObjectNode own(ObjectNode terms, Map<String, String> row) {
        OF_LIMITS.stream().filter(row::containsKey).forEach(word -> terms.put(word, row.get(word)));
        return terms;
    }

    private static ObjectNode plan(ObjectNode terms, Map<String, String> row) {
        ObjectNode plan = terms.withObjectProperty("plans").withObjectProperty(row.get("plan"));
        OF_PLAN.stream().filter(row::containsKey).forEach(word -> plan.put(word, row.get(word)));
        return plan;
    }
}
