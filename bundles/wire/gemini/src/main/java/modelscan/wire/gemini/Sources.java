package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.StreamEvent;

/** The sources of one candidate, each told once however often it is repeated. */
final class Sources {
    private static final int MOST_SOURCES = 1000;

    private final Set<String> told = new HashSet<>();

    /** Adds the sources that a candidate names. */
    void read(int candidate, JsonNode json, List<StreamEvent> events) {
        JsonNode grounding = json.path("groundingMetadata");
        int number = 0;
        for (JsonNode chunk : grounding.path("groundingChunks")) {
            JsonNode source = chunk.has("web") ? chunk.path("web") : chunk.has("maps") ? chunk.path("maps")
                    : chunk.path("retrievedContext");
            add(candidate, source, quote(grounding.path("groundingSupports"), number++), events);
        }
        JsonNode citations = json.path("citationMetadata");
        for (String word : List.of("citationSources", "citations")) {
            citations.path(word).forEach(source -> add(candidate, source, Optional.empty(), events));
        }
    }

    private void add(int candidate, JsonNode source, Optional<String> quote, List<StreamEvent> events) {
        String url = source.path("uri").asText("");
        if (!url.isEmpty() && told.size() < MOST_SOURCES && told.add(url + "\n" + quote.orElse(""))) {
            events.add(new StreamEvent.Cited(candidate, url, source.path("title").asText(""), quote));
        }
    }

    private static Optional<String> quote(JsonNode supports, int chunk) {
        for (JsonNode support : supports) {
            for (JsonNode index : support.path("groundingChunkIndices")) {
                String text = support.path("segment").path("text").asText("");
                if (index.asInt(-1) == chunk && !text.isEmpty()) {
                    return Optional.of(text);
                }
            }
        }
        return Optional.empty();
    }
}
