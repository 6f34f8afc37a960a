package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.Part;
import modelscan.api.model.Seal;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/** What a model thought, as it stands in a message of a request. */
final class Thoughts {
    private static final String NOTE = "thoughts";
    private static final List<String> WORDS = List.of("reasoning_content", "reasoning");
    private static final String DETAILS = "reasoning_details";

    private Thoughts() {
    }

    /** The thoughts of a message; how they were written is noted. */
    static List<Part.Thinking> read(Place message, ObjectNode extra) {
        ObjectNode given = Json.object();
        for (String word : List.of("reasoning_content", "reasoning", DETAILS)) {
            message.member(word).ifPresent(place -> given.set(word, place.node()));
        }
        WORDS.stream().map(message::member).flatMap(Optional::stream).findFirst().ifPresent(Place::text);
        message.member(DETAILS).ifPresent(Place::elements);
        if (!given.isEmpty()) {
            Notes.in(extra).set(NOTE, given);
        }
        return read(given);
    }

    private static List<Part.Thinking> read(JsonNode message) {
        String words = WORDS.stream().map(word -> message.path(word).asText("")).filter(text -> !text.isEmpty()).findFirst()
                .orElse("");
        List<Part.Thinking> thoughts = new ArrayList<>();
        boolean told = false;
        for (JsonNode detail : message.path(DETAILS)) {
            String own = detail.path("text").asText("") + detail.path("summary").asText("");
            told |= !own.isEmpty();
            Part.Thinking thought = new Part.Thinking(own, seal(detail.path("signature")), seal(detail.path("data")));
            if (!own.isEmpty() || thought.signature().isPresent() || thought.sealedText().isPresent()) {
                thoughts.add(thought);
            }
        }
        if (!words.isEmpty() && !told) {
            return beside(words, thoughts);
        }
        return thoughts;
    }

    // The words stand beside their signature, which is how answers are written to clients.
    private static List<Part.Thinking> beside(String words, List<Part.Thinking> seals) {
        if (!seals.isEmpty() && seals.getFirst().signature().isPresent()) {
            Part.Thinking first = seals.getFirst();
            seals.set(0, new Part.Thinking(words, first.signature(), first.sealedText()));
        } else {
            seals.addFirst(new Part.Thinking(words, Optional.empty(), Optional.empty()));
        }
        return seals;
    }

    /** Writes the thoughts into a message for a provider: as they came, or the words and the seals of this dialect. */
    static void write(List<Part.Thinking> thoughts, ObjectNode extra, ObjectNode json) {
        JsonNode given = Notes.of(extra).path(NOTE);
        boolean foreign = thoughts.stream().anyMatch(thought -> foreign(thought.signature()) || foreign(thought.sealedText()));
        if (!foreign && given instanceof ObjectNode noted && read(noted).equals(thoughts)) {
            json.setAll(noted);
            return;
        }
        String word = given.has("reasoning") && !given.has("reasoning_content") ? "reasoning" : "reasoning_content";
        StringBuilder words = new StringBuilder();
        ArrayNode details = Json.array();
        for (Part.Thinking thought : thoughts) {
            words.append(thought.text());
            thought.signature().flatMap(seal -> seal.forDialect(OpenAi.NAME)).ifPresent(text ->
                    details.addObject().put("type", "reasoning.text").put("text", thought.text()).put("signature", text));
            thought.sealedText().flatMap(seal -> seal.forDialect(OpenAi.NAME)).ifPresent(text ->
                    details.addObject().put("type", "reasoning.encrypted").put("data", text));
        }
        if (!words.isEmpty()) {
            json.put(word, words.toString());
        }
        if (!details.isEmpty()) {
            json.set(DETAILS, details);
        }
    }

    private static boolean foreign(Optional<Seal> seal) {
        return seal.filter(known -> !known.dialect().equals(OpenAi.NAME)).isPresent();
    }

    private static Optional<Seal> seal(JsonNode text) {
        return text.isTextual() && !text.textValue().isEmpty() ? Optional.of(Seal.read(text.textValue(), OpenAi.NAME))
                : Optional.empty();
    }
}
