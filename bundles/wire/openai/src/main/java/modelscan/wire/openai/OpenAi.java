package modelscan.wire.openai;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Front;
import modelscan.api.model.Operation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The protocol of OpenAI's chat completions, which most providers and clients speak. */
@Component(property = Dialect.NAME + "=" + OpenAi.NAME)
public final class OpenAi implements Dialect {
    static final String NAME = "openai";

    private final List<Front> fronts;
    private final Back chat;

    /** Ready to speak. */
    @Activate
    public OpenAi() {
        this(InstantSource.system());
    }

    OpenAi(InstantSource clock) {
        fronts = List.of(new ChatFront(clock));
        chat = new ChatBack(clock);
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
