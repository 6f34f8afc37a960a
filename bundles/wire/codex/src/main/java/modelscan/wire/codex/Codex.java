package modelscan.wire.codex;

import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Front;
import modelscan.api.model.Operation;
import org.osgi.service.component.annotations.Component;

/** The lines that {@code codex exec --json} writes. */
@Component(property = Dialect.NAME + "=" + Codex.NAME)
public final class Codex implements Dialect {
    static final String NAME = "codex";

    @Override
    public List<Front> fronts() {
        return List.of();
    }

    @Override
    public Optional<Back> back(Operation operation) {
        return operation == Operation.CHAT ? Optional.of(new ChatBack()) : Optional.empty();
    }
}
