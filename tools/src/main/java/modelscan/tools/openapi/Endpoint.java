package modelscan.tools.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One method of one path. */
record Endpoint(Document document, String method, String path, ObjectNode operation, JsonNode shared) {
    private static final List<String> FINE = List.of("200", "201", "202", "2XX", "default");
    private static final List<String> ASKED = List.of("application/json", "multipart/form-data",
            "application/x-www-form-urlencoded");

    /** A body of a media type. */
    record Content(String type, JsonNode schema) {
        boolean json() {
            return type.contains("json") || type.equals("*/*");
        }
    }

    /** The path in small letters, for comparing. */
    String lower() {
        return path.toLowerCase(Locale.ROOT);
    }

    /** The body that is sent; empty if there is none. */
    Optional<Content> request() {
        JsonNode contents = document.resolved(operation.path("requestBody")).path("content");
        for (String type : ASKED) {
            if (contents.has(type)) {
                return Optional.of(new Content(type, contents.path(type).path("schema")));
            }
        }
        return first(contents);
    }

    /** The body of an answer that is no error. */
    Optional<Content> answer() {
        for (String status : FINE) {
            JsonNode contents = document.resolved(operation.path("responses").path(status)).path("content");
            for (var content : contents.properties()) {
                // What is streamed says nothing of the whole answer.
                if (content.getKey().contains("json") && !content.getKey().contains("event")) {
                    return Optional.of(new Content(content.getKey(), content.getValue().path("schema")));
                }
            }
            Optional<Content> other = first(contents);
            if (other.isPresent()) {
                return other;
            }
        }
        return Optional.empty();
    }

    /** What is asked, by name. */
    Shape asks() {
        return Shape.of(document, request().map(Content::schema).orElse(MissingNode.getInstance()));
    }

    /** What is answered, by name. */
    Shape tells() {
        return Shape.of(document, answer().filter(Content::json).map(Content::schema).orElse(MissingNode.getInstance()));
    }

    /** Parameters in the path, the query or the headers. */
    List<JsonNode> parameters() {
        List<JsonNode> parameters = new ArrayList<>();
        shared.forEach(one -> parameters.add(document.resolved(one)));
        operation.path("parameters").forEach(one -> parameters.add(document.resolved(one)));
        return parameters;
    }

    private static Optional<Content> first(JsonNode contents) {
        return contents.properties().stream().findFirst()
                .map(content -> new Content(content.getKey(), content.getValue().path("schema")));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
