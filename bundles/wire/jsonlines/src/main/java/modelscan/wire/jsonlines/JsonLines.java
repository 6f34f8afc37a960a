package modelscan.wire.jsonlines;

import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Front;
import modelscan.api.model.Operation;
import org.osgi.service.component.annotations.Component;

/** Lines of JSON in the shapes that command-line tools usually write, whichever tool it is. */
@Component(property = Dialect.NAME + "=" + JsonLines.NAME)
public final class JsonLines implements Dialect {
    static final String NAME = "jsonlines";

    @Override
    public List<Front> fronts() {
        return List.of();
    }

    @Override
    public Optional<Back> back(Operation operation) {
        return operation == Operation.CHAT ? Optional.of(new ChatBack()) : Optional.empty();
    }
}
