package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.base.json.Outline;

/** Clients that ask {@code POST /v1/messages}. */
final class MessagesFront implements Front {
    private static final Route ROUTE = new Route("POST", "/v1/messages", "sse");

    @Override
    public Route route() {
        return ROUTE;
    }

    @Override
    public Inquiry read(Letter letter) {
        letter.header("content-type").ifPresent(MessagesFront::checkMediaType);
        Outline outline = Outline.of(Anthropic.NAME, letter.body());
        String model = outline.text("model").filter(text -> !text.isBlank())
                .orElseThrow(() -> refused("'model' is missing: name a model, such as 'echo'", "model"));
        if (!FirstMessage.in(letter.body())) {
            checkMessages(outline);
        }
        Asked asked = Asked.of(outline, letter);
        return Inquiry.written(Operation.CHAT, model, outline.flag("stream"), asked,
                () -> RequestReader.read(outline.tree(), asked.note()));
    }

    @Override
    public Writer writer(Inquiry inquiry) {
        Answer answer = new Answer(inquiry.model());
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

    private static void checkMessages(Outline outline) {
        JsonNode messages = outline.node("messages").orElseThrow(() -> refused("'messages' is missing", "messages"));
        if (!messages.isArray() || messages.isEmpty()) {
            throw refused("'messages' must be a list with at least one message", "messages");
        }
    }

    private static FailureException refused(String message, String field) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, message).at(field));
    }
}
