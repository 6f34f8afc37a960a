package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
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
 * Reads one answer, whole or in chunks.
 *
 * <p>A chunk that only brings more text is passed on unread. One that calls tools, ends a choice, tells of usage or of an
 * error is read at once, because what follows depends on it.
 */
final class AnswerReader implements Back.Reader {
    private final Optional<String> provider;
    private final Marks marks = new Marks();
    private final Assembly assembly = new Assembly();
    private Usage usage = Usage.NONE;
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
        if (ended || broken) {
            return Optional.empty();
        }
        if (frame.whole()) {
            return Optional.of(guarded(() -> whole(frame)));
        }
        int from = JsonBytes.space(data, 0);
        if (from == data.length) {
            return Optional.empty();
        }
        if (isEnd(data, from)) {
            ended = true;
            return Optional.empty();
        }
        return Optional.of(guarded(() -> chunk(frame)));
    }

    @Override
    public boolean complete() {
        return !broken && (ended || assembly.allFinished());
    }

    @Override
    public Usage usage() {
        return usage;
    }

    @Override
    public Optional<FinishReason> finish() {
        return wholeFinish.or(assembly::finish);
    }

    private static boolean isEnd(byte[] data, int from) {
        return data[from] == '[' && data.length - from >= 6 && data[from + 1] == 'D' && data[from + 2] == 'O'
                && data[from + 3] == 'N' && data[from + 4] == 'E' && data[from + 5] == ']';
    }

    private Piece chunk(Frame frame) {
        marks.read(frame.data());
        if (!marks.whole() && !frame.event().equals("error")) {
            throw marks.cut() ? refuse(ErrorCode.STREAM_CUT, "the answer broke off inside a message")
                    : refuse(ErrorCode.PROVIDER_GARBAGE, "the provider sent something that is not JSON");
        }
        assembly.saw(marks.indexes());
        boolean opening = !opened;
        boolean quiet = marks.choices() && !marks.tools() && !marks.finish() && !marks.usage() && !marks.error()
                && frame.event().isEmpty() && !assembly.anyFinished() && assembly.settled(marks.indexes())
                && !(marks.sources() && !assembly.sourced());
        if (quiet) {
            opened = true;
            return Piece.framed(OpenAi.NAME, frame, () -> lazily(frame, opening));
        }
        return Piece.framed(OpenAi.NAME, frame, atOnce(frame, opening));
    }

    private static List<StreamEvent> lazily(Frame frame, boolean opening) {
        try {
            return Assembly.texts(Json.read(frame.data()), opening);
        } catch (FailureException notJson) {
            return List.of(new StreamEvent.Failed(garbage(notJson).failure()));
        }
    }

    private List<StreamEvent> atOnce(Frame frame, boolean opening) {
        JsonNode tree = frame.event().equals("error") ? errorTree(frame) : parsed(() -> Json.read(frame.data()));
        checkError(tree, frame.event().equals("error"));
        opened |= tree.has("choices");
        Usage told = UsageReading.in(tree);
        usage = told.unknown() ? usage : told;
        return assembly.read(tree, opening && opened, told);
    }

    private static JsonNode errorTree(Frame frame) {
        try {
            return Json.read(frame.data());
        } catch (FailureException plainText) {
            return Json.object().put("error", frame.text());
        }
    }

    private Piece whole(Frame frame) {
        Outline outline = parsed(() -> Outline.of(OpenAi.NAME, frame.data()));
        marks.read(frame.data());
        if (marks.error() || !marks.choices()) {
            JsonNode tree = outline.tree();
            checkError(tree, false);
            if (!tree.path("choices").isArray()) {
                throw refuse(ErrorCode.PROVIDER_GARBAGE, "the provider's answer has no choices");
            }
        }
        usage = outline.node("usage").filter(JsonNode::isObject).map(UsageReading::of).orElse(Usage.NONE);
        String word = marks.finishWord();
        wholeFinish = word.isEmpty() ? Optional.empty() : Optional.of(FinishWords.read(word, marks.tools()));
        ended = true;
        return Piece.framed(OpenAi.NAME, frame, () -> WholeAnswer.events(outline.tree()));
    }

    private void checkError(JsonNode tree, boolean named) {
        JsonNode inChoice = tree.path("choices").path(0).path("error");
        boolean outside = named || tree.path("error").isObject() || tree.path("error").isTextual()
                || !tree.path("choices").isArray() && ErrorBody.isError(tree);
        if (outside) {
            throw new FailureException(ErrorBody.of(tree).failure(0));
        }
        if (inChoice.isObject()) {
            throw new FailureException(ErrorBody.of(inChoice).failure(0));
        }
        if (tree.path("x_groq").path("error").isTextual()) {
            throw new FailureException(ErrorBody.of(tree.path("x_groq")).failure(0));
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
