package modelscan.wire.ollama;

import java.time.InstantSource;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.model.Failure;
import modelscan.api.model.Operation;
import modelscan.base.json.Outline;
import modelscan.base.wire.Place;

/** Clients that ask {@code POST /api/chat} or {@code POST /api/generate}. */
final class TalkFront implements Front {
    private final Talk talk;
    private final InstantSource clock;
    private final Route route;

    TalkFront(Talk talk, InstantSource clock) {
        this.talk = talk;
        this.clock = clock;
        this.route = new Route("POST", talk.path(), "ndjson");
    }

    @Override
    public Route route() {
        return route;
    }

    // The content-type is not looked at: Ollama does not either, and its examples send that of a form.
    @Override
    public Inquiry read(Letter letter) {
        Outline outline = Outline.of(talk.label(), letter.body());
        String model = model(outline);
        boolean stream = outline.node("stream").isEmpty() || outline.flag("stream");
        return Inquiry.written(Operation.CHAT, model, stream, outline, () -> RequestReader.read(talk, outline.tree()));
    }

    @Override
    public Writer writer(Inquiry inquiry) {
        Answer answer = new Answer(talk, inquiry.model(), clock);
        return inquiry.stream() ? new LineWriter(answer) : new WholeWriter(answer);
    }

    @Override
    public byte[] failure(Failure failure) {
        return Answer.error(failure);
    }

    static String model(Outline outline) {
        return outline.text("model").filter(text -> !text.isBlank())
                .orElseThrow(() -> Place.refused("model", "is missing: name a model, such as 'echo'"));
    }
}
