package modelscan.wire.gemini;

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
 * Reads one answer, whole or in steps.
 *
 * <p>A step that only brings more text is passed on unread, although each one repeats the usage: only where the last one
 * stands is remembered.
 */
final class AnswerReader implements Back.Reader {
    private final Optional<String> provider;
    private final Marks marks = new Marks();
    private final Assembly assembly = new Assembly();
    private byte[] usageBytes = {};
    private int usageAt = -1;
    private boolean opened;
    private boolean ended;
    private boolean broken;
    private Optional<FinishReason> wholeFinish = Optional.empty();

    AnswerReader(Optional<String> provider) {
        this.provider = provider;
    }

    @Override
    public Optional<Piece> read(Frame frame) {
        byte[] data = frame.data();
        int from = JsonBytes.space(data, 0);
        if (ended || broken || !frame.whole() && from == data.length) {
            return Optional.empty();
        }
        if (from < data.length && data[from] == '[') {
            // Some servers in between end every stream as OpenAI does.
            return frame.text().strip().equals("[DONE]") ? Optional.empty() : Optional.of(guarded(() -> list(frame)));
        }
        return Optional.of(guarded(() -> frame.whole() ? whole(frame) : step(frame)));
    }

    @Override
    public boolean complete() {
        return !broken && (ended || assembly.allFinished());
    }

    @Override
    public Usage usage() {
        if (usageAt < 0) {
            return Usage.NONE;
        }
        try {
            int end = JsonBytes.objectEnd(usageBytes, usageAt);
            return UsageWords.read(Json.read(usageBytes, usageAt, end - usageAt));
        } catch (FailureException notJson) {
            return Usage.NONE;
        }
    }

    @Override
    public Optional<FinishReason> finish() {
        return wholeFinish.or(assembly::finish);
    }

    private Piece step(Frame frame) {
        marks.read(frame.data());
        if (!marks.whole() && !frame.event().equals("error")) {
            throw marks.cut() ? refuse(ErrorCode.STREAM_CUT, "the answer broke off inside a message")
                    : refuse(ErrorCode.PROVIDER_GARBAGE, "the provider sent something that is not JSON");
        }
        remember(frame);
        assembly.saw(marks.indexes());
        boolean opening = !opened;
        boolean quiet = marks.candidates() && !marks.tools() && !marks.finish() && !marks.error() && !marks.more()
                && frame.event().isEmpty() && !assembly.anyFinished();
        if (quiet) {
            opened = true;
            return Piece.framed(Gemini.NAME, frame,
                    () -> lazily(() -> Words.only(Json.read(frame.data()), opening, new ArrayList<>(2))));
        }
        JsonNode tree = frame.event().equals("error") ? errorTree(frame) : parsed(() -> Json.read(frame.data()));
        checkError(tree, frame.event().equals("error"));
        opened |= tree.has("candidates") || tree.has("promptFeedback");
        return Piece.framed(Gemini.NAME, frame, assembly.read(tree, opening && opened));
    }

    private static List<StreamEvent> lazily(Supplier<List<StreamEvent>> reading) {
        try {
            return reading.get();
        } catch (FailureException notJson) {
            return List.of(new StreamEvent.Failed(garbage(notJson).failure()));
        }
    }

    private Piece whole(Frame frame) {
        Outline outline = parsed(() -> Outline.of(Gemini.NAME, frame.data()));
        marks.read(frame.data());
        if (marks.error() || !marks.candidates()) {
            JsonNode tree = outline.tree();
            checkError(tree, false);
            if (!tree.path("candidates").isArray() && !tree.path("promptFeedback").isObject()) {
                throw refuse(ErrorCode.PROVIDER_GARBAGE, "the provider's answer has no candidates");
            }
            assembly.read(tree, true);
            wholeFinish = assembly.finish();
        } else {
            String word = marks.finishWord();
            wholeFinish = word.isEmpty() ? Optional.empty() : Optional.of(FinishWords.read(word, marks.tools()));
        }
        remember(frame);
        ended = true;
        return Piece.framed(Gemini.NAME, frame, () -> lazily(() -> new Assembly().read(outline.tree(), true)));
    }

    // An error may come in a list, and so does a whole stream that was not asked for as events.
    private Piece list(Frame frame) {
        JsonNode list = parsed(() -> Json.read(frame.data()));
        List<StreamEvent> events = new ArrayList<>();
        for (JsonNode message : list) {
            checkError(message, false);
            events.addAll(assembly.read(message, !opened));
            opened = true;
        }
        if (!opened) {
            throw refuse(ErrorCode.PROVIDER_GARBAGE, "the provider's answer is an empty list");
        }
        usageBytes = Json.write(list.path(list.size() - 1).path("usageMetadata"));
        usageAt = usageBytes[0] == '{' ? 0 : -1;
        return Piece.of(events);
    }

    private void remember(Frame frame) {
        if (marks.usage() >= 0) {
            usageBytes = frame.data();
            usageAt = marks.usage();
        }
    }

    private static JsonNode errorTree(Frame frame) {
        try {
            return Json.read(frame.data());
        } catch (FailureException plainText) {
            return Json.object().put("error", frame.text());
        }
    }

    private static void checkError(JsonNode tree, boolean named) {
        JsonNode error = tree.path("error");
        if (named || error.isObject() || error.isTextual()) {
            throw new FailureException(ErrorReading.failure(0, ErrorBody.of(tree)));
        }
    }

    private Piece guarded(Supplier<Piece> reading) {
        try {
            return reading.get();
        } catch (FailureException expected) {
            broken = true;
            Failure failure = expected.failure();
            return Piece.failed(provider.map(failure::by).orElse(failure));
        }
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
