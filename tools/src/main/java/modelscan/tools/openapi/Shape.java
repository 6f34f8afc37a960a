package modelscan.tools.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The members of an object in a document, with those of its parts and alternatives.
 *
 * @param members their schemas, with references followed
 * @param required the names of those that must be there
 */
record Shape(Map<String, JsonNode> members, Set<String> required) {
    private static final int DEEPEST = 8;

    static Shape of(Document document, JsonNode schema) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        Set<String> required = new LinkedHashSet<>();
        collect(document, schema, members, required, 0);
        return new Shape(members, required);
    }

    private static void collect(Document document, JsonNode reference, Map<String, JsonNode> members, Set<String> required,
            int depth) {
        JsonNode schema = document.resolved(reference);
        if (depth > DEEPEST) {
            return;
        }
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().forEach(member ->
                members.putIfAbsent(member.getKey(), plain(document, member.getValue())));
        schema.path("allOf").forEach(part -> collect(document, part, members, required, depth + 1));
        for (String either : List.of("oneOf", "anyOf")) {
            // What one alternative needs, another may not.
            schema.path(either).forEach(part -> collect(document, part, members, new LinkedHashSet<>(), depth + 1));
        }
    }

    /** A schema without references and without the alternative that it is missing. */
    static JsonNode plain(Document document, JsonNode reference) {
        JsonNode schema = document.resolved(reference);
        List<JsonNode> parts = new ArrayList<>();
        for (String either : List.of("anyOf", "oneOf", "allOf")) {
            schema.path(either).forEach(part -> parts.add(document.resolved(part)));
        }
        parts.removeIf(part -> part.path("type").asText().equals("null"));
        return parts.size() == 1 && !schema.has("type") && !schema.has("properties") ? parts.getFirst() : schema;
    }

    /** Whether all of these members are there. */
    boolean has(String... names) {
        return members.keySet().containsAll(List.of(names));
    }

    Optional<JsonNode> member(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** The type of a schema; the first one if there are several. */
    static String type(JsonNode schema) {
        for (JsonNode type : schema.path("type")) {
            if (!type.asText().equals("null")) {
                return type.asText();
            }
        }
        String type = schema.path("type").asText("");
        for (JsonNode part : schema.path("anyOf")) {
            type = type.isEmpty() ? part.path("type").asText("") : type;
        }
        return !type.isEmpty() ? type : schema.has("properties") ? "object" : schema.has("items") ? "array" : "";
    }

    /** Values that the document shows for a schema, the usual one first. */
    static List<JsonNode> shown(JsonNode schema) {
        List<JsonNode> shown = new ArrayList<>();
        for (String word : List.of("default", "const", "example")) {
            if (schema.has(word) && !schema.get(word).isNull()) {
                shown.add(schema.get(word));
            }
        }
        for (String word : List.of("enum", "examples")) {
            if (schema.path(word).isArray()) {
                schema.path(word).forEach(shown::add);
            }
        }
        return shown;
    }
}
