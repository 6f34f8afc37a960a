package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;

/** The sources of an answer: {@code annotations} of a message, and the lists that Perplexity puts beside the choices. */
final class Sources {
    private static final int MOST = 1000;

    private final Set<String> told = new HashSet<>();

    /** Whether any was told. */
    boolean any() {
        return !told.isEmpty();
    }

    /** Adds what stands beside the choices, each address once: such lists come again with every chunk. */
    void beside(JsonNode answer, List<StreamEvent> events) {
        for (JsonNode hit : answer.path("search_results")) {
            add(hit.path("url").asText(""), hit.path("title").asText(""), some(hit.path("snippet")), events);
        }
        for (JsonNode address : answer.path("citations")) {
            JsonNode url = address.isObject() ? address.path("url") : address;
            add(url.asText(""), address.path("title").asText(""), Optional.empty(), events);
        }
    }

    private void add(String url, String title, Optional<String> quote, List<StreamEvent> events) {
        if (!url.isEmpty() && told.size() < MOST && told.add(url)) {
            events.add(new StreamEvent.Cited(0, url, title, quote));
        }
    }

    /** Adds the sources of a message or a delta. */
    static void of(int choice, JsonNode message, List<StreamEvent> events) {
        for (JsonNode annotation : message.path("annotations")) {
            JsonNode source = annotation.path("url_citation");
            String url = source.path("url").asText("");
            if (!url.isEmpty()) {
                events.add(new StreamEvent.Cited(choice, url, source.path("title").asText(""), some(source.path("content"))));
            }
        }
    }

    /** One source as an annotation. */
    static ObjectNode annotation(StreamEvent.Cited cited) {
        ObjectNode annotation = Json.object().put("type", "url_citation");
        ObjectNode source = annotation.putObject("url_citation").put("url", cited.url()).put("title", cited.title());
        cited.quote().ifPresent(text -> source.put("content", text));
        return annotation;
    }

    private static Optional<String> some(JsonNode node) {
        return node.isTextual() && !node.textValue().isEmpty() ? Optional.of(node.textValue()) : Optional.empty();
    }
}
