package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
import modelscan.base.json.JsonBytes;
import modelscan.base.json.Outline;
import modelscan.base.wire.ErrorBody;

/**
 * Reads one answer, whole or in events.
 *
 * <p>An event that only brings more text or thoughts is passed on unread; the others are read at once, because what follows
 * depends on them. An answer that begins anew before it said anything is one answer; later it is a broken one.
 */
final class AnswerReader implements Back.Reader {
    private static final byte[] TOOL_USE = {'"', 't', 'o', 'o', 'l', '_', 'u', 's', 'e', '"'};

    private final Optional<String> provider;
    private final Marks marks = new Marks();
    private final Blocks blocks = new Blocks();
    private final UsageReading told = new UsageReading();
    private Usage usage = Usage.NONE;
    private Optional<FinishReason> finish = Optional.empty();
    private boolean opened;
    private boolean spoke;
    private boolean ended;
    private boolean broken;

    AnswerReader(Optional<String> provider) {
        this.provider = provider;
    }

    @Override
    public Optional<Piece> read(Frame frame) {
        byte[] data = frame.data();
        if (ended || broken) {
            return Optional.empty();
        }
        try {
            if (frame.whole()) {
                return Optional.of(whole(frame));
            }
            int from = JsonBytes.space(data, 0);
            // Some servers add the end mark of another protocol.
            return from == data.length || data[from] == '[' ? Optional.empty() : step(frame);
        } catch (FailureException expected) {
            broken = true;
            Failure failure = expected.failure();
            return Optional.of(Piece.failed(provider.map(failure::by).orElse(failure)));
        }
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

    private Optional<Piece> step(Frame frame) {
        marks.read(frame.data());
        boolean error = frame.event().equals("error");
        if (!marks.whole() && !error) {
            throw marks.cut() ? refuse(ErrorCode.STREAM_CUT, "the answer broke off inside a message")
                    : refuse(ErrorCode.PROVIDER_GARBAGE, "the provider sent something that is not JSON");
        }
        if (marks.words()) {
            return Optional.of(words(frame));
        }
        String type = error || marks.type().isEmpty() ? frame.event() : marks.type();
        return switch (type) {
            case "message_start" -> begin(frame);
            case "message_stop" -> {
                ended = true;
                yield Optional.empty();
            }
            // Before the first word it must not look as if there was one: another provider could still be asked.
            case "ping" -> opened ? Optional.of(Piece.framed(Anthropic.NAME, frame, List.of())) : Optional.empty();
            case "error" -> throw failed(frame);
            default -> Optional.of(other(type, frame));
        };
    }

    private Piece words(Frame frame) {
        boolean opening = !opened;
        opened = true;
        spoke = true;
        return Piece.framed(Anthropic.NAME, frame, () -> lazily(frame, opening));
    }

    private static List<StreamEvent> lazily(Frame frame, boolean opening) {
        List<StreamEvent> events = new ArrayList<>(2);
        if (opening) {
            events.add(new StreamEvent.Started("", ""));
        }
        try {
            Blocks.words(Json.read(frame.data()).path("delta"), events);
            return events;
        } catch (FailureException notJson) {
            return List.of(new StreamEvent.Failed(garbage(notJson).failure()));
        }
    }

    private Optional<Piece> begin(Frame frame) {
        JsonNode message = parsed(() -> Json.read(frame.data())).path("message");
        if (opened && spoke) {
            throw refuse(ErrorCode.STREAM_CUT, "the provider began its answer anew in the middle of it");
        }
        told.tell(message.path("usage"));
        usage = told.withoutOutput();
        if (opened) {
            return Optional.empty();
        }
        opened = true;
        List<StreamEvent> events = new ArrayList<>(2);
        events.add(new StreamEvent.Started(message.path("id").asText(""), message.path("model").asText("")));
        report(events);
        return Optional.of(Piece.framed(Anthropic.NAME, frame, events));
    }

    private Piece other(String type, Frame frame) {
        JsonNode event = parsed(() -> Json.read(frame.data()));
        if (type.isEmpty() && ErrorReading.isError(event)) {
            throw new FailureException(ErrorReading.failure(0, ErrorBody.of(event)));
        }
        List<StreamEvent> events = new ArrayList<>(3);
        if (!opened && (type.startsWith("content_block_") || type.equals("message_delta"))) {
            opened = true;
            events.add(new StreamEvent.Started("", ""));
        }
        int index = event.path("index").asInt();
        switch (type) {
            case "content_block_start" -> {
                spoke = true;
                blocks.start(index, event.path("content_block"), events);
            }
            case "content_block_delta" -> blocks.more(index, event.path("delta"), events);
            case "content_block_stop" -> blocks.stop(index, events);
            case "message_delta" -> finish(event, events);
            default -> { }
        }
        return Piece.framed(Anthropic.NAME, frame, events);
    }

    private void finish(JsonNode event, List<StreamEvent> events) {
        JsonNode word = event.path("delta").path("stop_reason");
        if (word.isTextual() && finish.isEmpty()) {
            FinishReason reason = FinishWords.read(word.textValue(), blocks.toolsCalled());
            finish = Optional.of(reason);
            events.add(new StreamEvent.Finished(0, reason, word.textValue()));
        }
        told.tell(event.path("usage"));
        usage = told.usage();
        report(events);
    }

    private void report(List<StreamEvent> events) {
        if (!usage.unknown()) {
            events.add(new StreamEvent.UsageReported(usage));
        }
    }

    private Piece whole(Frame frame) {
        Outline outline = parsed(() -> Outline.of(Anthropic.NAME, frame.data()));
        boolean answer = marks.read(frame.data()).type().equals("message") && outline.has("content");
        if (!answer) {
            JsonNode tree = outline.tree();
            if (ErrorReading.isError(tree)) {
                throw new FailureException(ErrorReading.failure(0, ErrorBody.of(tree)));
            }
            if (!tree.path("content").isArray()) {
                throw refuse(ErrorCode.PROVIDER_GARBAGE, "the provider's answer has no content");
            }
        }
        usage = outline.node("usage").map(UsageReading::of).orElse(Usage.NONE);
        finish = parsed(() -> outline.text("stop_reason"))
                .map(word -> FinishWords.read(word, JsonBytes.contains(frame.data(), TOOL_USE)));
        ended = true;
        return Piece.framed(Anthropic.NAME, frame, () -> Blocks.whole(outline.tree()));
    }

    private static FailureException failed(Frame frame) {
        return new FailureException(ErrorReading.failure(0, ErrorBody.of(frame.data())));
    }

    private static <T> T parsed(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (FailureException notJson) {
            throw garbage(notJson);
        }
    }

    private static FailureException garbage(FailureException notJson) {
        return refuse(ErrorCode.PROVIDER_GARBAGE,
                "the provider sent something that is not its protocol: " + notJson.getMessage());
    }

    private static FailureException refuse(ErrorCode code, String message) {
        return new FailureException(Failure.of(code, message));
    }
}
