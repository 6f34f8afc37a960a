package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;
import modelscan.api.model.Sampling;

/** How freely to choose words, where thinking and newer models leave little choice. */
final class SamplingWriting {
    private static final double LEAST_SHARE_WITH_THOUGHTS = 0.95;

    private final Draft draft;
    private final ObjectNode request;

    SamplingWriting(Draft draft, ObjectNode request) {
        this.draft = draft;
        this.request = request;
    }

    /** Writes what may be written beside thinking, or without it. */
    void write(Sampling sampling, boolean thinks) {
        boolean fixed = thinks || !draft.own() && draft.abilities().adaptive();
        sampling.temperature().ifPresent(value -> temperature(value, fixed));
        sampling.topP().ifPresent(value -> share(value, fixed));
        sampling.topK().ifPresent(value -> {
            if (fixed) {
                draft.losses().add("top_k", "Anthropic takes none where the model thinks");
            } else {
                request.put("top_k", value);
            }
        });
        stop(sampling);
        nothingFor("seed", sampling.seed().isPresent());
        nothingFor("frequency_penalty", wished(sampling.frequencyPenalty()));
        nothingFor("presence_penalty", wished(sampling.presencePenalty()));
        nothingFor("n", sampling.choices().filter(count -> count != 1).isPresent());
    }

    private void temperature(double value, boolean fixed) {
        if (fixed) {
            if (value != 1) {
                draft.losses().add("temperature", "Anthropic takes none where the model thinks");
            } else if (draft.own()) {
                request.put("temperature", 1);
            }
            return;
        }
        if (value > 1) {
            draft.losses().add("temperature", "Anthropic goes no higher than 1");
        }
        request.set("temperature", number(Math.min(value, 1)));
    }

    // To take all words into account is what is done anyway, and newer models take one of the two settings only.
    private void share(double value, boolean fixed) {
        if (draft.own() && !fixed) {
            request.set("top_p", number(value));
        } else if (value != 1) {
            if (fixed ? value < LEAST_SHARE_WITH_THOUGHTS || draft.abilities().adaptive() : request.has("temperature")) {
                draft.losses().add("top_p", fixed ? "Anthropic takes none where the model thinks"
                        : "Anthropic takes it or a temperature, not both");
            } else {
                request.set("top_p", number(value));
            }
        }
    }

    private void stop(Sampling sampling) {
        ArrayNode stop = request.arrayNode();
        for (String text : sampling.stop()) {
            if (text.isBlank()) {
                draft.losses().add("stop", "Anthropic does not stop at blanks");
            } else {
                stop.add(text);
            }
        }
        if (!stop.isEmpty()) {
            request.set("stop_sequences", stop);
        }
    }

    private void nothingFor(String field, boolean set) {
        if (set) {
            draft.losses().add(field, "Anthropic has no such setting");
        }
    }

    private static boolean wished(Optional<Double> penalty) {
        return penalty.filter(value -> value != 0).isPresent();
    }

    private JsonNode number(double value) {
        boolean whole = value == Math.rint(value);
        return whole ? request.numberNode((long) value) : request.numberNode(BigDecimal.valueOf(value));
    }
}
