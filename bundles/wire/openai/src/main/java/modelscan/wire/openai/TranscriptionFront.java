package modelscan.wire.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.model.Failure;
import modelscan.api.model.Media;
import modelscan.api.model.Operation;
import modelscan.api.model.TranscriptionRequest;
import modelscan.base.wire.Medias;
import modelscan.base.wire.Place;

/** Clients that ask {@code POST /v1/audio/transcriptions} or {@code /v1/audio/translations} with a form. */
final class TranscriptionFront implements Front {
    static final String FILE = "file";
    static final String TRANSCRIPTIONS = "/audio/transcriptions";
    static final String TRANSLATIONS = "/audio/translations";
    private static final Set<String> KNOWN = Set.of("model", "language", "response_format", "stream", "url");

    private final boolean translate;
    private final Route route;

    TranscriptionFront(boolean translate) {
        this.translate = translate;
        this.route = new Route("POST", "/v1" + (translate ? TRANSLATIONS : TRANSCRIPTIONS), "sse");
    }

    @Override
    public Route route() {
        return route;
    }

    @Override
    public Inquiry read(Letter letter) {
        FormData form = FormData.read(letter.header("content-type").orElse(""), letter.body());
        Place request = form.fields();
        String model = ModelName.of(Operation.TRANSCRIPTION, request);
        ObjectNode extra = Notes.begun(request, KNOWN);
        TranscriptFormat.note(request, extra);
        Media sound = sound(request, form.files(FILE), extra);
        boolean stream = request.member("stream").filter(flag -> flag.text().equalsIgnoreCase("true")).isPresent();
        return Inquiry.of(new TranscriptionRequest(model, sound, request.member("language").map(Place::text), translate, extra),
                stream);
    }

    private static Media sound(Place request, List<FormData.Upload> files, ObjectNode extra) {
        if (files.size() > 1) {
            throw request.wrong(FILE, "is there " + files.size() + " times: send one file a request");
        }
        if (!files.isEmpty()) {
            FormData.Upload file = files.getFirst();
            if (file.data().length == 0) {
                throw request.wrong(FILE, "is empty: send a file with a sound");
            }
            Notes.in(extra).put(FILE, file.name());
            return new Media.Bytes(SoundTypes.ofFile(file.type(), file.name()), file.data());
        }
        return request.member("url").map(Medias::read).orElseThrow(() ->
                request.wrong(FILE, "is missing: send the sound as a file, with a file name"));
    }

    @Override
    public Writer writer(Inquiry inquiry) {
        TranscriptionRequest request = (TranscriptionRequest) inquiry.request();
        return inquiry.stream() ? new TranscriptSteps()
                : new TranscriptWriter(request, TranscriptFormat.noted(request.extra()).orElse(TranscriptFormat.JSON));
    }

    @Override
    public byte[] failure(Failure failure) {
        return ErrorWriting.bytes(failure);
    }
}
