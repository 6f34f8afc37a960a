package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.base.json.Json;
import modelscan.base.json.Outline;

/** Clients that ask {@code POST /v1/chat/completions}. */
final class ChatFront implements Front {
    private static final Route ROUTE = new Route("POST", "/v1/chat/completions", "sse");

    private final InstantSource clock;

    ChatFront(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Route route() {
        return ROUTE;
    }

    @Override
    public Inquiry read(Letter letter) {
        letter.header("content-type").ifPresent(ChatFront::checkMediaType);
        Outline outline = Outline.of(OpenAi.NAME, letter.body());
        String model = outline.text("model").filter(text -> !text.isBlank())
                .orElseThrow(() -> refused("'model' is missing: name a model, such as 'echo'", "model"));
        if (!FirstMessage.in(letter.body())) {
            checkMessages(outline);
        }
        return Inquiry.written(Operation.CHAT, model, outline.flag("stream"), outline,
                () -> RequestReader.read(outline.tree()));
    }

    @Override
    public Writer writer(Inquiry inquiry) {
        Answer answer = new Answer(inquiry.model(), clock);
        return inquiry.stream() ? new StreamWriter(answer, wantsUsage(inquiry)) : new WholeWriter(answer);
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
        JsonNode messages = outline.node("messages")
                .orElseThrow(() -> refused("'messages' is missing", "messages"));
        if (!messages.isArray() || messages.isEmpty()) {
            throw refused("'messages' must be a list with at least one message", "messages");
        }
    }

    private static boolean wantsUsage(Inquiry inquiry) {
        Optional<JsonNode> options = inquiry.original().filter(original -> original.dialect().equals(OpenAi.NAME))
                .map(original -> (original instanceof Outline outline ? outline : Outline.of(OpenAi.NAME, original.bytes()))
                        .node("stream_options"))
                .orElseGet(() -> inquiry.request() instanceof ChatRequest chat
                        ? Optional.of(Notes.also(chat.extra(), "stream_options")) : Optional.empty());
        return options.orElseGet(Json::object).path("include_usage").asBoolean();
    }

    private static FailureException refused(String message, String field) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, message).at(field));
    }
}
