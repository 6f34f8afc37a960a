package modelscan.stage.route;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/**
 * What a route asks of its candidates.
 *
 * @param maxCost the most a request may cost in US dollars
 * @param maxLatency the longest wait for the first token in milliseconds
 * @param capabilities what the model must be able to do
 * @param labels what the owner must have said of the provider
 */
record Where(Optional<BigDecimal> maxCost, Optional<Integer> maxLatency, Set<String> capabilities, Set<String> labels) {
    static final Where ANY = new Where(Optional.empty(), Optional.empty(), Set.of(), Set.of());

    Where {
        capabilities = Set.copyOf(capabilities);
        labels = Set.copyOf(labels);
    }

    boolean any() {
        return maxCost.isEmpty() && maxLatency.isEmpty() && capabilities.isEmpty() && labels.isEmpty();
    }
}
