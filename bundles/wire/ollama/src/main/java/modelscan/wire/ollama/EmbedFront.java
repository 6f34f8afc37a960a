package modelscan.wire.ollama;

import java.time.InstantSource;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.model.Failure;
import modelscan.api.model.Operation;
import modelscan.base.json.Outline;
import modelscan.base.wire.Place;

/** Clients that ask {@code POST /api/embed} or {@code POST /api/embeddings}. */
final class EmbedFront implements Front {
    private final Vectors vectors;
    private final InstantSource clock;
    private final Route route;

    EmbedFront(Vectors vectors, InstantSource clock) {
        this.vectors = vectors;
        this.clock = clock;
        this.route = new Route("POST", vectors.path(), "ndjson");
    }

    @Override
    public Route route() {
        return route;
    }

    @Override
    public Inquiry read(Letter letter) {
        Outline outline = Outline.of(vectors.label(), letter.body());
        return Inquiry.written(Operation.EMBEDDING, TalkFront.model(outline), false, outline,
                () -> vectors.read(Place.root(outline.tree())));
    }

    @Override
    public Writer writer(Inquiry inquiry) {
        return new EmbedWriter(vectors, inquiry.model(), clock);
    }

    @Override
    public byte[] failure(Failure failure) {
        return Answer.error(failure);
    }
}
