package modelscan.wire.claudecode;

import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Front;
import modelscan.api.model.Operation;
import org.osgi.service.component.annotations.Component;

/** The lines in which Claude Code speaks when nobody sits before it. */
@Component(property = Dialect.NAME + "=" + ClaudeCode.NAME)
public final class ClaudeCode implements Dialect {
    static final String NAME = "claudecode";

    @Override
    public List<Front> fronts() {
        return List.of();
    }

    @Override
    public Optional<Back> back(Operation operation) {
        return operation == Operation.CHAT ? Optional.of(new ChatBack()) : Optional.empty();
    }
}
