package modelscan.wire.opencode;

import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Front;
import modelscan.api.model.Operation;
import org.osgi.service.component.annotations.Component;

/** The lines that {@code opencode run --format json} writes. */
@Component(property = Dialect.NAME + "=" + OpenCode.NAME)
public final class OpenCode implements Dialect {
    static final String NAME = "opencode";

    @Override
    public List<Front> fronts() {
        return List.of();
    }

    @Override
    public Optional<Back> back(Operation operation) {
        return operation == Operation.CHAT ? Optional.of(new ChatBack()) : Optional.empty();
    }
}
