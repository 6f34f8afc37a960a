package modelscan.wire.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.Media;
import modelscan.api.model.Seal;
import modelscan.api.model.StreamEvent;

/** Text, thoughts, sources and pictures of an answer; {@code signs} is the dialect of its signatures. */
record Words(String signs) {

    /** Adds the events of a step. */
    void delta(JsonNode delta, String picture, List<StreamEvent> events) {
        text(delta.path("text"), events);
        JsonNode thought = delta.path("reasoningContent");
        if (thought.isObject()) {
            thought(thought.path("text"), thought.path("signature"), thought.path("redactedContent"), events);
        }
        if (delta.path("citation").isObject()) {
            source(delta.path("citation"), events);
        }
        picture(delta.path("image").path("source"), picture, events);
    }

    /** Adds the events of a whole block. */
    void block(JsonNode block, List<StreamEvent> events) {
        text(block.path("text"), events);
        JsonNode thought = block.path("reasoningContent");
        if (thought.isObject()) {
            JsonNode words = thought.path("reasoningText");
            thought(words.path("text"), words.path("signature"), thought.path("redactedContent"), events);
        }
        block.path("citationsContent").path("content").forEach(content -> text(content.path("text"), events));
        block.path("citationsContent").path("citations").forEach(citation -> source(citation, events));
        picture(block.path("image").path("source"), block.path("image").path("format").asText("png"), events);
    }

    private static void text(JsonNode text, List<StreamEvent> events) {
        if (text.isTextual() && !text.textValue().isEmpty()) {
            events.add(new StreamEvent.TextDelta(0, text.textValue()));
        }
    }

    private void thought(JsonNode text, JsonNode signature, JsonNode sealed, List<StreamEvent> events) {
        Optional<Seal> signed = some(signature).map(value -> Seal.read(value, signs));
        Optional<Seal> hidden = some(sealed).map(value -> Seal.read(value, Bedrock.NAME));
        String words = text.asText("");
        if (!words.isEmpty() || signed.isPresent() || hidden.isPresent()) {
            events.add(new StreamEvent.ThinkingDelta(0, words, signed, hidden));
        }
    }

    private static void source(JsonNode citation, List<StreamEvent> events) {
        StringBuilder quote = new StringBuilder();
        citation.path("sourceContent").forEach(part -> quote.append(part.path("text").asText("")));
        String url = citation.path("location").path("web").path("url").asText(citation.path("source").asText(""));
        events.add(new StreamEvent.Cited(0, url, citation.path("title").asText(""),
                Optional.of(quote.toString()).filter(text -> !text.isEmpty())));
    }

    private static void picture(JsonNode source, String format, List<StreamEvent> events) {
        String data = source.path("bytes").asText("");
        try {
            if (!data.isEmpty()) {
                events.add(new StreamEvent.MediaProduced(0,
                        new Media.Bytes("image/" + format, Base64.getDecoder().decode(data)), Optional.empty()));
            }
        } catch (IllegalArgumentException damaged) {
            throw ErrorReading.garbage("a picture is not valid base64");
        }
    }

    private static Optional<String> some(JsonNode text) {
        return text.isTextual() && !text.textValue().isEmpty() ? Optional.of(text.textValue()) : Optional.empty();
    }
}
