package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Sampling;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/**
 * The {@code options} of a request: what has a neutral word, and the rest, such as {@code num_ctx}.
 *
 * @param sampling the neutral words
 * @param rest the others
 */
record Options(Sampling sampling, ObjectNode rest) {
    private static final Set<String> KNOWN = Set.of("temperature", "top_p", "top_k", "num_predict", "stop", "seed",
            "frequency_penalty", "presence_penalty");
    private static final long MOST = Integer.MAX_VALUE;

    /** Reads the options, if there are any. */
    static Options read(Optional<Place> place) {
        if (place.isEmpty()) {
            return new Options(Sampling.DEFAULT, Json.object());
        }
        Place options = place.get();
        ObjectNode rest = options.object().others(KNOWN);
        Optional<Integer> maximum = count(options, "num_predict", rest);
        Optional<Integer> topK = count(options, "top_k", rest);
        Sampling sampling = new Sampling(options.member("temperature").map(Place::number),
                options.member("top_p").map(Place::number), topK, maximum, stop(options),
                options.member("seed").map(Place::longCount), options.member("frequency_penalty").map(Place::number),
                options.member("presence_penalty").map(Place::number), Optional.empty());
        return new Options(sampling, rest);
    }

    // Numbers below one have a meaning of their own here: without an end, or until the context is full.
    private static Optional<Integer> count(Place options, String key, ObjectNode rest) {
        Optional<Place> place = options.member(key);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        long count = place.get().longCount();
        if (count < 1 || count > MOST) {
            rest.put(key, count);
            return Optional.empty();
        }
        return Optional.of((int) count);
    }

    private static List<String> stop(Place options) {
        Optional<Place> stop = options.member("stop");
        return stop.isPresent() && stop.get().node().isTextual() ? List.of(stop.get().text())
                : options.elements("stop").stream().map(Place::text).toList();
    }

    /** The options as JSON; {@code rest} are those of a client of this dialect. */
    static ObjectNode write(Sampling sampling, JsonNode rest, Losses losses) {
        ObjectNode options = rest instanceof ObjectNode given ? given.deepCopy() : Json.object();
        sampling.temperature().ifPresent(value -> options.set("temperature", number(value)));
        sampling.topP().ifPresent(value -> options.set("top_p", number(value)));
        sampling.topK().ifPresent(value -> options.put("top_k", value));
        sampling.maximumOutput().ifPresent(value -> options.put("num_predict", value));
        if (!sampling.stop().isEmpty()) {
            sampling.stop().forEach(options.putArray("stop")::add);
        }
        sampling.seed().ifPresent(value -> options.put("seed", value));
        sampling.frequencyPenalty().ifPresent(value -> options.set("frequency_penalty", number(value)));
        sampling.presencePenalty().ifPresent(value -> options.set("presence_penalty", number(value)));
        sampling.choices().filter(choices -> choices > 1)
                .ifPresent(_ -> losses.add("n", "Ollama gives one answer"));
        return options;
    }

    private static JsonNode number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? LongNode.valueOf((long) value) : DoubleNode.valueOf(value);
    }
}
