package modelscan.stage.auth;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Candidate;
import modelscan.api.model.Operation;

/**
 * What somebody may use; what is empty is not restricted, and an empty list allows nothing.
 *
 * @param models which models
 * @param operations which kinds of work
 * @param tools which tools of a chat, by name
 * @param priority the highest it may wish for
 */
record Rights(Optional<List<ModelRule>> models, Optional<Set<Operation>> operations, Optional<List<Glob>> tools,
        Optional<Priority> priority) {
    static final Rights ALL = new Rights(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    Rights {
        Objects.requireNonNull(models, "models");
        Objects.requireNonNull(operations, "operations");
        Objects.requireNonNull(tools, "tools");
        Objects.requireNonNull(priority, "priority");
    }

    boolean allows(Candidate candidate) {
        return models.isEmpty() || ModelRule.any(models.get(), candidate);
    }

    boolean allows(Operation operation) {
        return operations.isEmpty() || operations.get().contains(operation);
    }

    boolean allowsTool(String name) {
        return tools.isEmpty() || tools.get().stream().anyMatch(tool -> tool.matches(name));
    }
}
