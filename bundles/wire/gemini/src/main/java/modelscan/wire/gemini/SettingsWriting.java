package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Reasoning;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Sampling;
import modelscan.base.json.Json;

/** Neutral settings as {@code generationConfig}, the reverse of {@link SettingsReader}. */
final class SettingsWriting {
    private static final int MOST_STOPS = 5;
    private static final int LEAST_OF_LARGE = 128;

    private SettingsWriting() {
    }

    /** Writes the settings of a request for a model. */
    static ObjectNode write(ChatRequest request, String model, Losses losses) {
        ObjectNode json = Json.object();
        sampling(request.sampling(), json, losses);
        format(request.format(), json);
        Optional<JsonNode> original = Notes.note(request.extra(), "thinkingConfig")
                .filter(kept -> SettingsReader.reasoning(Place.root(kept)).equals(request.reasoning()));
        original.or(() -> request.reasoning().flatMap(reasoning -> thinking(reasoning, Generation.of(model))))
                .ifPresent(config -> json.set("thinkingConfig", config));
        return json;
    }

    private static void sampling(Sampling sampling, ObjectNode json, Losses losses) {
        sampling.maximumOutput().ifPresent(value -> json.put("maxOutputTokens", value));
        sampling.temperature().ifPresent(value -> json.put("temperature", value));
        sampling.topP().ifPresent(value -> json.put("topP", value));
        sampling.topK().ifPresent(value -> json.put("topK", value));
        sampling.frequencyPenalty().ifPresent(value -> json.put("frequencyPenalty", value));
        sampling.presencePenalty().ifPresent(value -> json.put("presencePenalty", value));
        sampling.choices().ifPresent(value -> json.put("candidateCount", value));
        sampling.seed().ifPresent(value -> {
            if (value == value.intValue()) {
                json.put("seed", value.intValue());
            } else {
                losses.add("seed", "Gemini takes no number this large");
            }
        });
        if (!sampling.stop().isEmpty()) {
            ArrayNode stop = json.putArray("stopSequences");
            sampling.stop().stream().limit(MOST_STOPS).forEach(stop::add);
        }
        if (sampling.stop().size() > MOST_STOPS) {
            losses.add("stop", "Gemini takes " + MOST_STOPS + " at most");
        }
    }

    private static void format(ResponseFormat format, ObjectNode json) {
        switch (format) {
            case ResponseFormat.Text() -> { }
            case ResponseFormat.Json() -> json.put("responseMimeType", "application/json");
            case ResponseFormat.Schema(String _, JsonNode schema, Optional<Boolean> _) ->
                    json.put("responseMimeType", "application/json").set("responseJsonSchema", schema);
        }
    }

    // Newer models think in levels; a budget they still understand, but none of nothing.
    private static Optional<JsonNode> thinking(Reasoning reasoning, Generation generation) {
        boolean none = reasoning.budget().map(budget -> budget == 0)
                .orElseGet(() -> reasoning.effort().filter("none"::equals).isPresent());
        ObjectNode json = Json.object();
        if (none) {
            return Optional.of(generation.levels() ? json.put("thinkingLevel", generation.large() ? "low" : "minimal")
                    : json.put("thinkingBudget", generation.large() ? LEAST_OF_LARGE : 0));
        }
        json.put("includeThoughts", true);
        if (reasoning.budget().isPresent()) {
            return Optional.of(json.put("thinkingBudget", reasoning.budget().get()));
        }
        return reasoning.effort().map(effort -> generation.levels() ? json.put("thinkingLevel", level(effort, generation))
                : json.put("thinkingBudget", budget(effort)));
    }

    private static String level(String effort, Generation generation) {
        return switch (effort) {
            case "minimal" -> generation.large() ? "low" : effort;
            case "low", "medium" -> effort;
            default -> "high";
        };
    }

    private static int budget(String effort) {
        return switch (effort) {
            case "minimal", "low" -> 1024;
            case "medium" -> 8192;
            default -> 24_576;
        };
    }
}
