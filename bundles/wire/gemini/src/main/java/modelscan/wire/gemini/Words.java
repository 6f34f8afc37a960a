package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.FailureException;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;

/** Text, thoughts and media of a candidate; none of it depends on what came before. */
final class Words {
    private static final int MOST_CANDIDATES = 1000;

    private Words() {
    }

    /** The number of a candidate, which is left out for the first. */
    static int index(JsonNode candidate) {
        return Math.clamp(candidate.path("index").asInt(), 0, MOST_CANDIDATES);
    }

    /** The begin of an answer. */
    static StreamEvent started(JsonNode message) {
        return new StreamEvent.Started(message.path("responseId").asText(), message.path("modelVersion").asText());
    }

    /** The events of a message that is known to bring nothing else. */
    static List<StreamEvent> only(JsonNode message, boolean opening, List<StreamEvent> events) {
        if (opening) {
            events.add(started(message));
        }
        for (JsonNode candidate : message.path("candidates")) {
            for (JsonNode part : candidate.path("content").path("parts")) {
                read(index(candidate), part, events);
            }
        }
        return events;
    }

    /** Adds the events of a part; a call of a tool is not among them. */
    static void read(int candidate, JsonNode part, List<StreamEvent> events) {
        String text = part.path("text").isTextual() ? part.path("text").textValue() : "";
        Seals.Read seal = Seals.read(part.path("thoughtSignature").asText(""));
        boolean thought = part.path("thought").asBoolean();
        if (!thought && !text.isEmpty()) {
            events.add(new StreamEvent.TextDelta(candidate, text));
        }
        media(part).ifPresent(media -> events.add(new StreamEvent.MediaProduced(candidate, media, Optional.empty())));
        if (thought && !text.isEmpty() || seal.signature().isPresent() || seal.sealedText().isPresent()) {
            events.add(new StreamEvent.ThinkingDelta(candidate, thought ? text : "", seal.signature(), seal.sealedText()));
        }
    }

    private static Optional<Media> media(JsonNode part) {
        try {
            return part.path("inlineData").isObject() ? Optional.of(Medias.inline(Place.root(part.get("inlineData"))))
                    : part.path("fileData").isObject() ? Optional.of(Medias.file(Place.root(part.get("fileData"))))
                    : Optional.empty();
        } catch (FailureException unreadable) {
            return Optional.empty();
        }
    }
}
