package modelscan.api.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How freely a model may choose its words, and how many; empty leaves it to the provider.
 *
 * @param temperature how daring
 * @param topP the share of probability to choose from
 * @param topK the number of words to choose from
 * @param maximumOutput the most tokens to answer
 * @param stop texts at which to stop
 * @param seed makes answers repeatable where the provider can
 * @param frequencyPenalty dislike of repeated words
 * @param presencePenalty dislike of repeated subjects
 * @param choices how many answers
 */
public record Sampling(Optional<Double> temperature, Optional<Double> topP, Optional<Integer> topK,
        Optional<Integer> maximumOutput, List<String> stop, Optional<Long> seed, Optional<Double> frequencyPenalty,
        Optional<Double> presencePenalty, Optional<Integer> choices) {

    /** Everything left to the provider. */
    public static final Sampling DEFAULT = new Sampling(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Sampling {
        Objects.requireNonNull(temperature, "temperature");
        Objects.requireNonNull(topP, "topP");
        Objects.requireNonNull(topK, "topK");
        Objects.requireNonNull(maximumOutput, "maximumOutput");
        stop = List.copyOf(stop);
        Objects.requireNonNull(seed, "seed");
        Objects.requireNonNull(frequencyPenalty, "frequencyPenalty");
        Objects.requireNonNull(presencePenalty, "presencePenalty");
        Objects.requireNonNull(choices, "choices");
    }
}
