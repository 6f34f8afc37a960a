package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** Writes a streamed answer; lines of a provider of this protocol go through as they are. */
final class LineWriter implements Front.Writer {
    private final Answer answer;
    private final Marks marks = new Marks();
    private final CalledTools calls = new CalledTools();
    private Usage usage = Usage.NONE;
    private FinishReason finish = FinishReason.STOP;
    private boolean over;

    LineWriter(Answer answer) {
        this.answer = answer;
    }

    @Override
    public List<Frame> write(Piece piece) {
        if (over) {
            return List.of();
        }
        answer.heard();
        Optional<Failure> failure = piece.failure();
        List<Frame> frames = new ArrayList<>(2);
        Optional<Frame> frame = piece.frame(answer.label());
        if (failure.isPresent()) {
            fail(failure.get(), frames);
        } else if (frame.isPresent() && !frame.get().whole()) {
            pass(frame.get(), frames);
        } else {
            piece.events().forEach(event -> write(event, frames));
        }
        return frames;
    }

    @Override
    public List<Frame> end(Receipt receipt) {
        if (over || receipt.failure().isPresent()) {
            return List.of();
        }
        List<Frame> frames = new ArrayList<>(2);
        flush(frames);
        over = true;
        frames.add(Frame.of(answer.last("", Json.object(), finish, usage.unknown() ? receipt.usage() : usage)));
        return frames;
    }

    private void pass(Frame frame, List<Frame> frames) {
        if (marks.read(frame.data()).done()) {
            flush(frames);
            over = true;
        }
        frames.add(frame);
    }

    // An Ollama client asks for one choice; there is no place for a second one.
    private void write(StreamEvent event, List<Frame> frames) {
        switch (event) {
            case StreamEvent.Started started -> answer.begin(started);
            case StreamEvent.UsageReported(Usage told) -> usage = told;
            case StreamEvent.Failed(Failure failure) -> fail(failure, frames);
            case StreamEvent.TextDelta(int choice, String text) when choice == 0 -> say(text, Json.object(), frames);
            case StreamEvent.RefusalDelta(int choice, String text) when choice == 0 -> say(text, Json.object(), frames);
            case StreamEvent.ThinkingDelta thought when thought.choice() == 0 && !thought.text().isEmpty() ->
                    say("", Json.object().put("thinking", thought.text()), frames);
            case StreamEvent.ToolCallStarted call when call.choice() == 0 -> calls.start(call);
            case StreamEvent.ToolCallDelta more when more.choice() == 0 -> calls.more(more);
            case StreamEvent.MediaProduced made -> show(made.media(), frames);
            case StreamEvent.Finished finished when finished.choice() == 0 -> {
                finish = finished.reason();
                flush(frames);
            }
            case StreamEvent.TextDelta _, StreamEvent.RefusalDelta _, StreamEvent.ThinkingDelta _,
                    StreamEvent.ToolCallStarted _, StreamEvent.ToolCallDelta _, StreamEvent.Finished _,
                    StreamEvent.Cited _, StreamEvent.Embedded _, StreamEvent.Transcribed _, StreamEvent.Ranked _,
                    StreamEvent.Moderated _, StreamEvent.Found _, StreamEvent.JobChanged _ -> { }
        }
    }

    private void show(Media media, List<Frame> frames) {
        ObjectNode more = Json.object();
        say(Said.shown(media, more), more, frames);
    }

    private void flush(List<Frame> frames) {
        if (!calls.none()) {
            ObjectNode more = Json.object();
            calls.into(more);
            say("", more, frames);
        }
    }

    private void say(String text, ObjectNode more, List<Frame> frames) {
        if (!over && !(text.isEmpty() && more.isEmpty())) {
            frames.add(Frame.of(answer.line(text, more)));
        }
    }

    private void fail(Failure failure, List<Frame> frames) {
        if (!over) {
            over = true;
            frames.add(Frame.of(Answer.error(failure)));
        }
    }
}
