package modelscan.wire.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;
import modelscan.base.json.Outline;
import modelscan.base.json.Splice;

/** Writes a streamed answer; chunks of a provider of this protocol go through as they are. */
final class StreamWriter implements Front.Writer {
    private static final Frame END = Frame.of("[DONE]");

    private final Answer answer;
    private final boolean usageWanted;
    private final Marks marks = new Marks();
    private final Set<Integer> begun = new HashSet<>();
    private Optional<Frame> passed = Optional.empty();
    private boolean wrote;
    private boolean usageTold;
    private boolean broken;
    private Usage usage = Usage.NONE;

    StreamWriter(Answer answer, boolean usageWanted) {
        this.answer = answer;
        this.usageWanted = usageWanted;
    }

    @Override
    public List<Frame> write(Piece piece) {
        if (broken) {
            return List.of();
        }
        Optional<Failure> failure = piece.failure();
        if (failure.isPresent()) {
            return List.of(failed(failure.get()));
        }
        Optional<Frame> frame = piece.frame(OpenAi.NAME);
        return frame.isPresent() && !frame.get().whole() ? pass(frame.get()) : written(piece.events());
    }

    @Override
    public List<Frame> end(Receipt receipt) {
        if (broken || receipt.failure().isPresent()) {
            return List.of();
        }
        Usage total = usage.unknown() ? receipt.usage() : usage;
        if (usageWanted && !usageTold && !total.unknown()) {
            adoptPassed();
            return List.of(Frame.of(Json.write(answer.usage(total))), END);
        }
        return List.of(END);
    }

    private List<Frame> pass(Frame frame) {
        marks.read(frame.data());
        if (marks.usage()) {
            if (!usageWanted && marks.noChoice()) {
                return List.of();
            }
            usageTold = true;
        }
        if (wrote) {
            return List.of(renamed(frame));
        }
        if (passed.isEmpty()) {
            passed = Optional.of(frame);
        }
        return List.of(frame);
    }

    // Chunks of our own came first: the stream keeps their id.
    private Frame renamed(Frame frame) {
        try {
            byte[] data = new Splice(Outline.of(OpenAi.NAME, frame.data())).set("id", answer.id()).bytes();
            return new Frame(frame.event(), data, false);
        } catch (FailureException notJson) {
            return frame;
        }
    }

    // Chunks of the provider came first: the stream keeps their id, and their choices have begun.
    private void adoptPassed() {
        if (wrote || passed.isEmpty()) {
            return;
        }
        try {
            Outline outline = Outline.of(OpenAi.NAME, passed.get().data());
            answer.begin(new StreamEvent.Started(outline.text("id").orElse(""), outline.text("model").orElse("")));
        } catch (FailureException notJson) {
            answer.id();
        }
    }

    private List<Frame> written(List<StreamEvent> events) {
        List<Frame> frames = new ArrayList<>(events.size());
        adoptPassed();
        for (StreamEvent event : events) {
            write(event, frames);
        }
        return frames;
    }

    private void write(StreamEvent event, List<Frame> frames) {
        switch (event) {
            case StreamEvent.Started started -> answer.begin(started);
            case StreamEvent.UsageReported(Usage told) -> usage = told;
            case StreamEvent.Failed(Failure failure) -> frames.add(failed(failure));
            case StreamEvent.TextDelta(int choice, String text) -> add(choice, Deltas.text(text), null, frames);
            case StreamEvent.RefusalDelta(int choice, String text) -> add(choice, Deltas.refusal(text), null, frames);
            case StreamEvent.ThinkingDelta thought -> add(thought.choice(), Deltas.thinking(thought), null, frames);
            case StreamEvent.ToolCallStarted call -> add(call.choice(), Deltas.call(call), null, frames);
            case StreamEvent.ToolCallDelta more -> add(more.choice(), Deltas.arguments(more), null, frames);
            case StreamEvent.MediaProduced made ->
                    add(made.index(), Deltas.media(made.media(), made.note()), null, frames);
            case StreamEvent.Finished finished ->
                    add(finished.choice(), Json.object(), FinishWords.write(finished.reason()), frames);
            case StreamEvent.Cited cited -> add(cited.choice(), Deltas.cited(cited), null, frames);
            case StreamEvent.Embedded _, StreamEvent.Transcribed _, StreamEvent.Ranked _, StreamEvent.Moderated _,
                    StreamEvent.Found _, StreamEvent.JobChanged _ -> { }
        }
    }

    private void add(int choice, ObjectNode delta, String finish, List<Frame> frames) {
        if (begun.add(choice) && passed.isEmpty()) {
            ObjectNode role = Json.object().put("role", "assistant").put("content", "");
            frames.add(Frame.of(Json.write(answer.chunk(choice, role, null))));
        }
        wrote = true;
        frames.add(Frame.of(Json.write(answer.chunk(choice, delta, finish))));
    }

    private Frame failed(Failure failure) {
        broken = true;
        return Frame.of(ErrorWriting.bytes(failure));
    }
}
