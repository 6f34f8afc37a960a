package modelscan.wire.openai;

import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.model.Failure;
import modelscan.api.model.Operation;
import modelscan.api.model.SpeechRequest;
import modelscan.base.json.Outline;
import modelscan.base.wire.Place;

/** Clients that ask {@code POST /v1/audio/speech}; they get the bytes of the sound, or events that bring them. */
final class SpeechFront implements Front {
    private final SpeechForm form;
    private final Route route;

    SpeechFront(SpeechForm form) {
        this.form = form;
        this.route = new Route("POST", "/v1" + form.path(), "sse");
    }

    @Override
    public Route route() {
        return route;
    }

    @Override
    public Inquiry read(Letter letter) {
        FormFront.checkMediaType(letter);
        Outline outline = Outline.of(OpenAi.NAME, letter.body());
        Place request = Place.root(outline.tree());
        form.check(request);
        String model = ModelName.of(Operation.SPEECH, request);
        return Inquiry.written(Operation.SPEECH, model, SpeechForm.inEvents(request), outline, () -> form.read(request));
    }

    @Override
    public Writer writer(Inquiry inquiry) {
        if (inquiry.stream()) {
            return new SpeechEvents();
        }
        String format = inquiry.request() instanceof SpeechRequest speech ? speech.format().orElse(SpeechForm.USUAL_FORMAT)
                : SpeechForm.USUAL_FORMAT;
        return new SpeechBytes(SoundTypes.ofFormat(format));
    }

    @Override
    public byte[] failure(Failure failure) {
        return ErrorWriting.bytes(failure);
    }
}
