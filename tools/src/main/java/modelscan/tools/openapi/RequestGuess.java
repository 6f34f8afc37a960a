package modelscan.tools.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.Operation;
import modelscan.tools.Sketch;

/** The request of a form: which of our words stands where. */
record RequestGuess(Operation operation, Endpoint endpoint, Sketch sketch) {
    private static final int DEEPEST = 3;
    private static final Set<String> NOT_SENT = Set.of("authorization", "content-type", "accept");

    /** Fills method, path, query, headers, type and body. */
    void into(ObjectNode form, String path) {
        if (!endpoint.method().equals("POST")) {
            form.put("method", endpoint.method());
        }
        form.put("path", filledPath(path));
        parameters("query").forEach(one -> put(form.withObject("/query"), one.path("name").asText(), one, true));
        parameters("header").forEach(one -> put(form.withObject("/headers"), one.path("name").asText(), one, true));
        body(form);
    }

    private String filledPath(String path) {
        String filled = path;
        for (JsonNode one : parameters("path")) {
            String name = one.path("name").asText();
            filled = filled.replace("{" + name + "}", said(name, one.path("schema"), true).map(JsonNode::asText).orElse("{" + name + "}"));
        }
        return filled;
    }

    private List<JsonNode> parameters(String in) {
        String auth = sketch.descriptor().path("auth").path(in).asText("");
        return endpoint.parameters().stream().filter(one -> one.path("in").asText().equals(in)).filter(one ->
                !one.path("name").asText().equalsIgnoreCase(auth) && !NOT_SENT.contains(one.path("name").asText().toLowerCase(
                        Locale.ROOT)) && (one.path("required").asBoolean()
                        || Placing.of(operation, one.path("name").asText()).isPresent())).toList();
    }

    private void put(ObjectNode into, String name, JsonNode parameter, boolean required) {
        said(name, Shape.plain(endpoint.document(), parameter.path("schema")), required && parameter.path("required").asBoolean())
                .ifPresent(value -> into.set(name, value));
    }

    private void body(ObjectNode form) {
        Optional<Endpoint.Content> content = endpoint.request();
        if (content.isEmpty()) {
            form.put("type", "none");
            return;
        }
        String type = content.get().type();
        if (type.startsWith("multipart/") || type.contains("form")) {
            form.put("type", type.startsWith("multipart/") ? "multipart" : "form");
        } else if (!content.get().json()) {
            form.put("type", "bytes").put("body", "{sound.bytes}");
            return;
        }
        form.set("body", members(endpoint.asks(), form.path("type").asText("json"), 0));
    }

    private ObjectNode members(Shape shape, String type, int depth) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        shape.members().forEach((name, schema) -> {
            boolean required = shape.required().contains(name);
            Optional<String> word = Placing.of(operation, name);
            if (word.isEmpty() && Shape.type(schema).equals("object") && depth < DEEPEST && required) {
                body.set(name, members(Shape.of(endpoint.document(), schema), type, depth + 1));
            } else {
                said(name, schema, required).map(value -> fitted(value, schema, type)).ifPresent(value -> body.set(name, value));
            }
        });
        return body;
    }

    // The same word in another form, as the schema wants it.
    private JsonNode fitted(JsonNode value, JsonNode schema, String type) {
        boolean list = Shape.type(schema).equals("array");
        String text = value.asText();
        String fitted = switch (text) {
            case "{inputs}" -> list || operation == Operation.MODERATION || schema.has("anyOf") || schema.has("oneOf") ? text : "{input}";
            case "{sound.bytes}" -> type.equals("json") ? "{sound.base64}" : text;
            case "{source}" -> type.equals("multipart") ? "{source.bytes}" : list ? "{sources}" : text;
            default -> text;
        };
        return fitted.equals(text) ? value : JsonNodeFactory.instance.textNode(fitted);
    }

    private Optional<JsonNode> said(String name, JsonNode schema, boolean required) {
        Optional<String> word = Placing.of(operation, name);
        List<JsonNode> shown = Shape.shown(schema);
        Optional<JsonNode> usual = shown.stream().filter(JsonNode::isValueNode).findFirst();
        if (word.isPresent()) {
            sketch.guess(operation.word() + ": '" + name + "' is " + word.get());
            boolean plain = usual.isPresent() && !usual.get().asText().matches(".*[{}|].*") && !usual.get().asText().isEmpty();
            boolean filled = required && plain && !List.of("{text}", "{prompt}", "{query}", "{inputs}", "{model}").contains(word.get());
            return Optional.of(text(filled ? word.get().replace("}", "|" + usual.get().asText() + "}") : word.get()));
        }
        if (!required) {
            return Optional.empty();
        }
        if (!shown.isEmpty()) {
            sketch.guess(operation.word() + ": '" + name + "' is always " + shown.getFirst());
            JsonNode first = shown.getFirst();
            return Optional.of(first.isTextual() ? text(first.asText().replace("{", "{{")) : first);
        }
        sketch.leave(operation.word() + ": '" + name + "' is required but has no neutral word; callers must send it, "
                + "or put a value into the form");
        return Optional.of(text("{" + name.replaceAll("[^\\w.-]", "_") + "}"));
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }
}
