package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Operation;
import modelscan.api.model.Request;
import modelscan.api.model.SpeechRequest;
import modelscan.api.model.StreamEvent;
import modelscan.base.wire.Place;

/** Spoken text: {@code /audio/speech}; only its request is JSON. */
final class SpeechForm implements Form {
    static final String USUAL_FORMAT = "mp3";
    private static final String STREAM = "stream_format";
    private static final Set<String> KNOWN = Set.of("model", "input", "voice", "response_format", "speed", STREAM);

    @Override
    public Operation operation() {
        return Operation.SPEECH;
    }

    @Override
    public String path() {
        return "/audio/speech";
    }

    @Override
    public void check(Place request) {
        request.object().words("input", "say what is to be spoken");
        String steps = request.member(STREAM).map(Place::text).orElse("audio");
        if (!steps.equals("audio") && !steps.equals("sse")) {
            throw request.wrong(STREAM, "cannot be '" + steps + "'; allowed are audio, sse");
        }
    }

    /** Whether the sound is to come in events instead of as it is. */
    static boolean inEvents(Place request) {
        return request.node().path(STREAM).asText().equals("sse");
    }

    @Override
    public SpeechRequest read(Place request) {
        ObjectNode extra = Notes.begun(request, KNOWN);
        Optional<Place> voice = request.member("voice");
        // A voice of one's own is named by an object.
        boolean own = voice.filter(place -> place.node().isObject()).isPresent();
        if (own) {
            Notes.in(extra).put("voice", true);
        }
        request.member(STREAM).ifPresent(steps -> Notes.in(extra).put(STREAM, steps.text()));
        return new SpeechRequest(request.wanted("model").text(), request.wanted("input").text(),
                voice.map(place -> own ? place.wanted("id").text() : place.text()),
                request.member("response_format").map(Place::text), request.member("speed").map(Place::number), extra);
    }

    @Override
    public void write(Request request, ObjectNode json, Losses losses) {
        SpeechRequest speech = (SpeechRequest) request;
        JsonNode notes = Notes.of(speech.extra());
        json.put("input", speech.text());
        speech.voice().ifPresent(voice -> {
            if (notes.has("voice")) {
                json.putObject("voice").put("id", voice);
            } else {
                json.put("voice", voice);
            }
        });
        speech.format().ifPresent(format -> json.put("response_format", format));
        speech.speed().ifPresent(speed -> json.put("speed", speed));
        if (notes.has(STREAM)) {
            json.set(STREAM, notes.get(STREAM));
        }
    }

    @Override
    public List<StreamEvent> events(JsonNode answer) {
        throw FormReader.garbage("the provider sent JSON where a sound was wanted");
    }

    @Override
    public ObjectNode answer(Request request, Told told) {
        throw new IllegalStateException("a sound is no JSON");
    }
}
