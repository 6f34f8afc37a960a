package modelscan.wire.cohere;

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

/** The second protocol of Cohere: conversation, vectors, relevance; no client speaks it to us. */
@Component(property = Dialect.NAME + "=" + Cohere.NAME)
public final class Cohere implements Dialect {
    static final String NAME = "cohere";

    private final Back chat;
    private final Back embedding;
    private final Back rerank;

    /** Ready to speak. */
    @Activate
    public Cohere() {
        this(InstantSource.system());
    }

    Cohere(InstantSource clock) {
        RetryAfter retryAfter = new RetryAfter(clock);
        chat = new CohereBack("/v2/chat", ChatWriting::order, ChatReader::new, retryAfter);
        embedding = new CohereBack("/v2/embed", EmbedWriting::order, WholeReader::vectors, retryAfter);
        rerank = new CohereBack("/v2/rerank", RerankWriting::order, WholeReader::ranks, retryAfter);
    }

    @Override
    public List<Front> fronts() {
        return List.of();
    }

    @Override
    public Optional<Back> back(Operation operation) {
        return switch (operation) {
            case CHAT -> Optional.of(chat);
            case EMBEDDING -> Optional.of(embedding);
            case RERANK -> Optional.of(rerank);
            case IMAGE, SPEECH, TRANSCRIPTION, VIDEO, MODERATION, SEARCH, REALTIME -> Optional.empty();
        };
    }
}
