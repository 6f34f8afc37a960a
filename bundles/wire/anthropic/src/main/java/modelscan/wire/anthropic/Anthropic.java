package modelscan.wire.anthropic;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Front;
import modelscan.api.model.Operation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The protocol of Anthropic's messages. */
@Component(property = Dialect.NAME + "=" + Anthropic.NAME)
public final class Anthropic implements Dialect {
    static final String NAME = "anthropic";

    /** Where a request that came from this dialect keeps its notes. */
    static final String NOTES = "~" + NAME;

    private final List<Front> fronts = List.of(new MessagesFront());
    private final Back chat;

    /** Ready to speak. */
    @Activate
    public Anthropic() {
        this(InstantSource.system());
    }

    Anthropic(InstantSource clock) {
        chat = new MessagesBack(clock);
    }

    @Override
    public List<Front> fronts() {
        return fronts;
    }

    @Override
    public Optional<Back> back(Operation operation) {
        return operation == Operation.CHAT ? Optional.of(chat) : Optional.empty();
    }
}
