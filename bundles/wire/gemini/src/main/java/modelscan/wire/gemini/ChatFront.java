package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.base.json.Outline;

/** Clients that ask {@code :generateContent} or {@code :streamGenerateContent}. */
final class ChatFront implements Front {
    private final Route route;
    private final Method method;

    ChatFront(String prefix, Method method) {
        this.route = new Route("POST", prefix + method.suffix(), "sse");
        this.method = method;
    }

    @Override
    public Route route() {
        return route;
    }

    @Override
    public Inquiry read(Letter letter) {
        checkMediaType(letter);
        Asked asked = Asked.of(letter, method);
        String model = model(letter);
        checkContents(asked.outline());
        boolean stream = method == Method.STREAM;
        return Inquiry.written(Operation.CHAT, model, stream, asked,
                () -> RequestReader.read(model, stream, asked.outline().tree()));
    }

    @Override
    public Writer writer(Inquiry inquiry) {
        Answer answer = new Answer(inquiry.model());
        return inquiry.stream() ? new StreamWriter(answer, Asked.of(inquiry, method).events()) : new WholeWriter(answer);
    }

    @Override
    public byte[] failure(Failure failure) {
        return ErrorWriting.bytes(failure);
    }

    /** The model that the address names. */
    static String model(Letter letter) {
        String model = ModelPath.asked(letter.variables().getOrDefault("model", ""));
        if (model.isBlank()) {
            throw refused("the address names no model: write one, such as 'models/echo'", "model");
        }
        return model;
    }

    /** Takes JSON, and what says nothing. */
    static void checkMediaType(Letter letter) {
        String type = letter.header("content-type").orElse("application/json").split(";", 2)[0].strip()
                .toLowerCase(Locale.ROOT);
        if (!type.equals("application/json") && !(type.startsWith("application/") && type.endsWith("+json"))) {
            throw new FailureException(Failure.of(ErrorCode.UNSUPPORTED_MEDIA,
                    "the content-type must be application/json, not '" + type + "'"));
        }
    }

    private static void checkContents(Outline outline) {
        JsonNode contents = outline.node("contents")
                .orElseThrow(() -> refused("'contents' is missing", "contents"));
        if (!contents.isContainerNode() || contents.isEmpty()) {
            throw refused("'contents' must be a list with at least one turn", "contents");
        }
    }

    private static FailureException refused(String message, String field) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, message).at(field));
    }
}
