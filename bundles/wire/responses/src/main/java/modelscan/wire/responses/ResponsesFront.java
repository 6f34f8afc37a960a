package modelscan.wire.responses;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.base.json.Outline;

/** Clients that ask {@code POST /v1/responses}. */
final class ResponsesFront implements Front {
    private static final Route ROUTE = new Route("POST", "/v1/responses", "sse");
    private static final List<String> BEGINNINGS = List.of("input", "previous_response_id", "conversation", "prompt");

    private final InstantSource clock;

    ResponsesFront(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Route route() {
        return ROUTE;
    }

    @Override
    public Inquiry read(Letter letter) {
        letter.header("content-type").ifPresent(ResponsesFront::checkMediaType);
        Outline outline = Outline.of(Responses.NAME, letter.body());
        String model = outline.text("model").filter(text -> !text.isBlank())
                .orElseThrow(() -> refused("'model' is missing: name a model, such as 'echo'", "model"));
        if (BEGINNINGS.stream().noneMatch(outline::has)) {
            throw refused("'input' is missing: give a text or a list of items", "input");
        }
        return Inquiry.written(Operation.CHAT, model, outline.flag("stream"), outline,
                () -> RequestReader.read(outline.tree()));
    }

    @Override
    public Writer writer(Inquiry inquiry) {
        Answer answer = new Answer(new Echo(inquiry), clock);
        return inquiry.stream() ? new StreamWriter(answer) : new WholeWriter(answer);
    }

    @Override
    public byte[] failure(Failure failure) {
        return ErrorWriting.bytes(failure);
    }

    private static void checkMediaType(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals("application/json") && !(type.startsWith("application/") && type.endsWith("+json"))) {
            throw new FailureException(Failure.of(ErrorCode.UNSUPPORTED_MEDIA,
                    "the content-type must be application/json, not '" + type + "'"));
        }
    }

    private static FailureException refused(String message, String field) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, message).at(field));
    }
}
