package modelscan.wire.replicate;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Front;
import modelscan.api.model.Operation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The protocol of Replicate's predictions; no client speaks it to us. */
@Component(property = Dialect.NAME + "=" + Replicate.NAME)
public final class Replicate implements Dialect {
    static final String NAME = "replicate";

    private final Back chat;
    private final Back image;

    /** Ready to speak. */
    @Activate
    public Replicate() {
        this(InstantSource.system());
    }

    Replicate(InstantSource clock) {
        chat = new PredictionBack(new ChatTask(), clock);
        image = new PredictionBack(new ImageTask(), clock);
    }

    @Override
    public List<Front> fronts() {
        return List.of();
    }

    @Override
    public Optional<Back> back(Operation operation) {
        return switch (operation) {
            case CHAT -> Optional.of(chat);
            case IMAGE -> Optional.of(image);
            case EMBEDDING, SPEECH, TRANSCRIPTION, VIDEO, RERANK, MODERATION, SEARCH, REALTIME -> Optional.empty();
        };
    }
}
