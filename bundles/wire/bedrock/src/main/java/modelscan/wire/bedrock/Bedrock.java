package modelscan.wire.bedrock;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Front;
import modelscan.api.model.Operation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The protocol of Amazon Bedrock's Converse; no client speaks it to us. */
@Component(property = Dialect.NAME + "=" + Bedrock.NAME)
public final class Bedrock implements Dialect {
    static final String NAME = "bedrock";

    private final Back chat;

    /** Ready to speak. */
    @Activate
    public Bedrock() {
        this(InstantSource.system());
    }

    Bedrock(InstantSource clock) {
        chat = new ChatBack(clock);
    }

    @Override
    public List<Front> fronts() {
        return List.of();
    }

    @Override
    public Optional<Back> back(Operation operation) {
        return operation == Operation.CHAT ? Optional.of(chat) : Optional.empty();
    }
}
