package modelscan.wire.ollama;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Front;
import modelscan.api.model.Operation;
import modelscan.base.wire.RetryAfter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The protocol of Ollama, which serves models on one's own machine. */
@Component(property = Dialect.NAME + "=" + Ollama.NAME)
public final class Ollama implements Dialect {
    static final String NAME = "ollama";

    private final List<Front> fronts;
    private final Back chat;
    private final Back embedding;

    /** Ready to speak. */
    @Activate
    public Ollama() {
        this(InstantSource.system());
    }

    Ollama(InstantSource clock) {
        fronts = List.of(new TalkFront(Talk.CHAT, clock), new TalkFront(Talk.GENERATE, clock),
                new EmbedFront(Vectors.MANY, clock), new EmbedFront(Vectors.ONE, clock));
        RetryAfter retryAfter = new RetryAfter(clock);
        chat = new TalkBack(retryAfter);
        embedding = new EmbedBack(retryAfter);
    }

    @Override
    public List<Front> fronts() {
        return fronts;
    }

    @Override
    public Optional<Back> back(Operation operation) {
        return switch (operation) {
            case CHAT -> Optional.of(chat);
            case EMBEDDING -> Optional.of(embedding);
            case IMAGE, SPEECH, TRANSCRIPTION, VIDEO, RERANK, MODERATION, SEARCH, REALTIME -> Optional.empty();
        };
    }
}
