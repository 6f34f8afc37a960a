package modelscan.wire.responses;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Front;
import modelscan.api.model.Operation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The protocol of OpenAI's responses: conversations as lists of items. */
@Component(property = Dialect.NAME + "=" + Responses.NAME)
public final class Responses implements Dialect {
    static final String NAME = "responses";
    /** Under this key a request and a message keep what only this dialect understands. */
    static final String NOTES = "~responses";

    private final List<Front> fronts;
    private final Back chat;

    /** Ready to speak. */
    @Activate
    public Responses() {
        this(InstantSource.system());
    }

    Responses(InstantSource clock) {
        fronts = List.of(new ResponsesFront(clock));
        chat = new ResponsesBack(clock);
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
