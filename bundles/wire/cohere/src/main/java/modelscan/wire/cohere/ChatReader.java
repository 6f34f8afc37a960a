package modelscan.wire.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Piece;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;
import modelscan.base.wire.ErrorBody;

/** Reads one conversation's answer, whole or in events; no client speaks this protocol, so no frame is kept. */
final class ChatReader implements Back.Reader {
    private final Optional<String> provider;
    private final ToolCalls calls = new ToolCalls();
    private Usage usage = Usage.NONE;
    private Optional<FinishReason> finish = Optional.empty();
    private boolean opened;
    private boolean ended;
    private boolean broken;

    ChatReader(Optional<String> provider) {
        this.provider = provider;
    }

    @Override
    public Optional<Piece> read(Frame frame) {
        if (ended || broken || !frame.whole() && quiet(frame)) {
            return Optional.empty();
        }
        List<StreamEvent> events = new ArrayList<>(3);
        try {
            JsonNode message = parsed(frame);
            if (frame.whole()) {
                whole(message, events);
            } else {
                step(message, frame.event(), events);
            }
        } catch (FailureException expected) {
            broken = true;
            Failure failure = expected.failure();
            return Optional.of(Piece.failed(provider.map(failure::by).orElse(failure)));
        }
        return events.isEmpty() ? Optional.empty() : Optional.of(Piece.of(events));
    }

    @Override
    public boolean complete() {
        return ended && !broken;
    }

    @Override
    public Usage usage() {
        return usage;
    }

    @Override
    public Optional<FinishReason> finish() {
        return finish;
    }

    // Some gateways put OpenAI's end behind the end.
    private static boolean quiet(Frame frame) {
        String head = frame.data().length <= 16 ? frame.text().strip() : "{";
        return head.isEmpty() || head.equals("[DONE]");
    }

    private static JsonNode parsed(Frame frame) {
        try {
            JsonNode message = Json.read(frame.data());
            if (message.isObject()) {
                return message;
            }
        } catch (FailureException notJson) {
            boolean begun = frame.text().stripLeading().startsWith("{");
            throw begun && notJson.getMessage().contains("end-of-input")
                    ? refuse(ErrorCode.STREAM_CUT, "the answer broke off inside a message")
                    : refuse(ErrorCode.PROVIDER_GARBAGE,
                            "the provider sent something that is not its protocol: " + notJson.getMessage());
        }
        throw refuse(ErrorCode.PROVIDER_GARBAGE, "the provider sent something that is not its protocol");
    }

    private void step(JsonNode step, String event, List<StreamEvent> events) {
        String type = step.path("type").asText(event);
        JsonNode delta = step.path("delta");
        JsonNode message = delta.path("message");
        int index = step.path("index").asInt();
        switch (type) {
            case "message-start" -> open(step.path("id").asText(""), events);
            case "content-start", "content-delta" -> Words.content(message.path("content"), events);
            case "tool-plan-delta" -> Words.thought(message.path("tool_plan"), events);
            case "tool-call-start" -> calls.start(index, message.path("tool_calls"), events);
            case "tool-call-delta" -> calls.more(index, message.path("tool_calls").path("function"), events);
            case "tool-call-end" -> calls.end(index, events);
            case "citation-start" -> Words.citations(message.path("citations"), events);
            case "message-end" -> {
                calls.endAll(events);
                end(delta.path("finish_reason").asText(""), delta.path("error").asText(""), delta.path("usage"), events);
            }
            case "error" -> throw new FailureException(ErrorReading.failure(0, ErrorBody.of(step)));
            default -> checkError(step);
        }
    }

    private void open(String id, List<StreamEvent> events) {
        if (!opened) {
            opened = true;
            events.add(new StreamEvent.Started(id, ""));
        }
    }

    private void whole(JsonNode answer, List<StreamEvent> events) {
        checkError(answer);
        JsonNode message = answer.path("message");
        if (!message.isObject()) {
            throw refuse(ErrorCode.PROVIDER_GARBAGE, "the provider's answer has no message");
        }
        open(answer.path("id").asText(""), events);
        Words.thought(message.path("tool_plan"), events);
        JsonNode content = message.path("content");
        if (content.isArray()) {
            content.forEach(part -> Words.content(part, events));
        } else {
            Words.content(content, events);
        }
        Words.citations(message.path("citations"), events);
        int index = 0;
        for (JsonNode call : message.path("tool_calls")) {
            calls.start(index, call, events);
            calls.end(index++, events);
        }
        end(answer.path("finish_reason").asText(""), "", answer.path("usage"), events);
    }

    private void end(String word, String why, JsonNode used, List<StreamEvent> events) {
        usage = Counts.read(used);
        FinishReason reason = FinishWords.read(word, why, calls.any());
        finish = Optional.of(reason);
        ended = true;
        events.add(new StreamEvent.Finished(0, reason, word));
        if (!usage.unknown()) {
            events.add(new StreamEvent.UsageReported(usage));
        }
    }

    private static void checkError(JsonNode message) {
        if (message.path("message").isTextual() || message.path("error").isTextual() || message.path("error").isObject()) {
            throw new FailureException(ErrorReading.failure(0, ErrorBody.of(message)));
        }
    }

    private static FailureException refuse(ErrorCode code, String message) {
        return new FailureException(Failure.of(code, message));
    }
}
