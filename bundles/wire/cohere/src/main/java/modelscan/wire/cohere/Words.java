package modelscan.wire.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.StreamEvent;

/** Text, thoughts and sources of a message or of a step of one. */
final class Words {
    private Words() {
    }

    /** Adds a piece of content. */
    static void content(JsonNode content, List<StreamEvent> events) {
        thought(content.path("thinking"), events);
        JsonNode text = content.isTextual() ? content : content.path("text");
        if (text.isTextual() && !text.textValue().isEmpty()) {
            events.add(new StreamEvent.TextDelta(0, text.textValue()));
        }
    }

    /** Adds a thought, or a plan for the tools, which is one. */
    static void thought(JsonNode words, List<StreamEvent> events) {
        if (words.isTextual() && !words.textValue().isEmpty()) {
            events.add(new StreamEvent.ThinkingDelta(0, words.textValue(), Optional.empty(), Optional.empty()));
        }
    }

    /** Adds the sources of citations, of which there may be one or a list. */
    static void citations(JsonNode citations, List<StreamEvent> events) {
        if (citations.isObject()) {
            citations.path("sources").forEach(source -> source(source, events));
        } else {
            citations.forEach(citation -> citation.path("sources").forEach(source -> source(source, events)));
        }
    }

    private static void source(JsonNode source, List<StreamEvent> events) {
        JsonNode found = source.path("document").isObject() ? source.path("document") : source.path("tool_output");
        Optional<String> title = text(found, "title").or(() -> text(source, "id")).or(() -> text(found, "id"));
        events.add(new StreamEvent.Cited(0, text(found, "url").orElse(""), title.orElse(""),
                text(found, "snippet").or(() -> text(found, "text"))));
    }

    private static Optional<String> text(JsonNode node, String key) {
        return Optional.of(node.path(key)).filter(JsonNode::isTextual).map(JsonNode::textValue)
                .filter(text -> !text.isEmpty());
    }
}
