package modelscan.wire.gemini;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Front;
import modelscan.api.model.Operation;
import modelscan.base.wire.RetryAfter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The protocol of Google's Gemini API and of Vertex AI. */
@Component(property = Dialect.NAME + "=" + Gemini.NAME)
public final class Gemini implements Dialect {
    static final String NAME = "gemini";

    // Some of Google's own clients ask below the one, some below the other.
    private static final List<String> PREFIXES = List.of("/v1beta/models/{model...}", "/v1/models/{model...}");

    private final List<Front> fronts;
    private final Back chat;
    private final Back embedding;

    /** Ready to speak. */
    @Activate
    public Gemini() {
        this(InstantSource.system());
    }

    Gemini(InstantSource clock) {
        List<Front> all = new ArrayList<>();
        for (String prefix : PREFIXES) {
            all.add(new ChatFront(prefix, Method.GENERATE));
            all.add(new ChatFront(prefix, Method.STREAM));
            all.add(new EmbeddingFront(prefix, Method.EMBED));
            all.add(new EmbeddingFront(prefix, Method.BATCH));
        }
        fronts = List.copyOf(all);
        RetryAfter retryAfter = new RetryAfter(clock);
        chat = new ChatBack(retryAfter);
        embedding = new EmbeddingBack(retryAfter);
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
