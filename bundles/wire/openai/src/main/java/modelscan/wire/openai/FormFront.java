package modelscan.wire.openai;

import java.time.InstantSource;
import java.util.Locale;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Outline;
import modelscan.base.wire.Place;

/** Clients that ask for an operation in one JSON message. */
final class FormFront implements Front {
    private final Form form;
    private final InstantSource clock;
    private final Route route;

    FormFront(Form form, InstantSource clock) {
        this.form = form;
        this.clock = clock;
        this.route = new Route("POST", "/v1" + form.path(), "sse");
    }

    @Override
    public Route route() {
        return route;
    }

    @Override
    public Inquiry read(Letter letter) {
        checkMediaType(letter);
        Outline outline = Outline.of(OpenAi.NAME, letter.body());
        Place request = Place.root(outline.tree());
        form.check(request);
        String model = ModelName.of(form.operation(), request);
        return Inquiry.written(form.operation(), model, false, outline, () -> form.read(request));
    }

    @Override
    public Writer writer(Inquiry inquiry) {
        return new FormWriter(form, inquiry, clock);
    }

    @Override
    public byte[] failure(Failure failure) {
        return ErrorWriting.bytes(failure);
    }

    /** Takes JSON, and what says nothing of itself. */
    static void checkMediaType(Letter letter) {
        String type = letter.header("content-type").orElse("application/json").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals("application/json") && !(type.startsWith("application/") && type.endsWith("+json"))) {
            throw new FailureException(Failure.of(ErrorCode.UNSUPPORTED_MEDIA,
                    "the content-type must be application/json, not '" + type + "'"));
        }
    }
}
