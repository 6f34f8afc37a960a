package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import modelscan.api.model.Reasoning;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Sampling;
import modelscan.base.json.Json;

/** The settings of a request: {@code generationConfig}. */
final class SettingsReader {
    private static final Set<String> KNOWN = Set.of("maxOutputTokens", "temperature", "topP", "topK", "stopSequences", "seed",
            "presencePenalty", "frequencyPenalty", "candidateCount", "responseMimeType", "responseSchema",
            "responseJsonSchema", "thinkingConfig");

    private final Place config;

    SettingsReader(Optional<Place> given, ObjectNode extra, ObjectNode notes) {
        config = given.orElseGet(() -> new Place("generationConfig", Json.object()));
        for (Map.Entry<String, JsonNode> other : config.others(KNOWN).properties()) {
            extra.set(Notes.SETTINGS + other.getKey(), other.getValue());
        }
        config.member("thinkingConfig").ifPresent(thinking -> notes.set("thinkingConfig", thinking.object().node()));
        if (format() instanceof ResponseFormat.Text) {
            for (String word : List.of("responseMimeType", "responseSchema")) {
                config.member(word).filter(value -> !value.node().asText().equals("text/plain"))
                        .ifPresent(value -> extra.set(Notes.SETTINGS + word, value.node()));
            }
        }
    }

    Sampling sampling() {
        return new Sampling(read("temperature", Place::number), read("topP", Place::number), read("topK", Place::count),
                read("maxOutputTokens", Place::count),
                read("stopSequences", list -> list.elements().stream().map(Place::text).toList()).orElse(List.of()),
                read("seed", Place::count).map(Integer::longValue), read("frequencyPenalty", Place::number),
                read("presencePenalty", Place::number), read("candidateCount", Place::count));
    }

    ResponseFormat format() {
        String type = read("responseMimeType", Place::text).orElse("");
        Optional<JsonNode> schema = read("responseJsonSchema", place -> place.object().node())
                .or(() -> read("responseSchema", place -> Schemas.plain(place.object().node())));
        if (schema.isPresent() && (type.isEmpty() || type.equals("application/json"))) {
            return new ResponseFormat.Schema("answer", schema.get(), Optional.empty());
        }
        return type.equals("application/json") ? new ResponseFormat.Json() : new ResponseFormat.Text();
    }

    Optional<Reasoning> reasoning() {
        return config.member("thinkingConfig").flatMap(SettingsReader::reasoning);
    }

    /** What a configuration of thinking says; a budget of -1 leaves it to the model. */
    static Optional<Reasoning> reasoning(Place thinking) {
        Optional<Integer> budget = thinking.object().member("thinkingBudget").map(Place::count).filter(count -> count >= 0);
        Optional<String> level = thinking.member("thinkingLevel").map(Place::text)
                .map(word -> word.toLowerCase(Locale.ROOT)).filter(word -> !word.endsWith("unspecified"));
        Optional<String> effort = level.or(() -> budget.filter(count -> count == 0).map(_ -> "none"));
        return effort.isEmpty() && budget.isEmpty() ? Optional.empty() : Optional.of(new Reasoning(effort, budget));
    }

    private <T> Optional<T> read(String key, Function<Place, T> reading) {
        return config.member(key).map(reading);
    }
}
