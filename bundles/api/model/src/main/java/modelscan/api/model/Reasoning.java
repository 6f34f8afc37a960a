package modelscan.api.model;

import java.util.Objects;
import java.util.Optional;

/** How hard a model shall think: in the provider's word for effort, or in tokens. */
public record Reasoning(Optional<String> effort, Optional<Integer> budget) {
    public Reasoning {
        Objects.requireNonNull(effort, "effort");
        Objects.requireNonNull(budget, "budget");
    }
}
