package modelscan.wire.anthropic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.Failure;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;

/** Writes a streamed answer; events of a provider of this protocol go through as they are. */
final class StreamWriter implements Front.Writer {
    private final Answer answer;
    private final BlockStream blocks = new BlockStream();
    private final Marks marks = new Marks();
    private boolean begun;
    private boolean finishPassed;
    private boolean broken;

    StreamWriter(Answer answer) {
        this.answer = answer;
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
        Optional<Frame> frame = piece.frame(Anthropic.NAME);
        return frame.isPresent() && !frame.get().whole() ? pass(frame.get()) : written(piece.events());
    }

    @Override
    public List<Frame> end(Receipt receipt) {
        if (broken || receipt.failure().isPresent()) {
            return List.of();
        }
        List<Frame> frames = new ArrayList<>(4);
        answer.useAtLeast(receipt.usage());
        begin(frames);
        blocks.end(frames);
        if (!finishPassed) {
            frames.add(answer.delta());
        }
        frames.add(Answer.stop());
        return frames;
    }

    private List<Frame> pass(Frame given) {
        Frame frame = given.event().isEmpty()
                ? new Frame(marks.read(given.data()).type(), given.data(), false) : given;
        List<Frame> out = new ArrayList<>(1);
        switch (frame.event()) {
            case "message_start" -> {
                // What we began ourselves does not begin again.
                if (!begun) {
                    out.add(frame);
                }
                begun = true;
            }
            case "content_block_start", "content_block_delta", "content_block_stop" -> passBlock(frame, out);
            case "message_delta" -> {
                begin(out);
                blocks.end(out);
                finishPassed = true;
                out.add(frame);
            }
            case "message_stop" -> { }
            default -> out.add(frame);
        }
        return out;
    }

    private void passBlock(Frame frame, List<Frame> out) {
        begin(out);
        switch (frame.event()) {
            case "content_block_start" -> {
                marks.read(frame.data());
                out.add(blocks.passStart(frame, marks.index(), marks.innerType(), out));
            }
            case "content_block_stop" -> blocks.passStop(frame, marks.read(frame.data()).index(), out);
            default -> out.add(blocks.passDelta(frame, marks));
        }
    }

    private void begin(List<Frame> frames) {
        if (!begun) {
            begun = true;
            frames.add(answer.start());
        }
    }

    private List<Frame> written(List<StreamEvent> events) {
        List<Frame> frames = new ArrayList<>(events.size() + 1);
        for (StreamEvent event : events) {
            if (!broken && Choices.only(event)) {
                write(event, frames);
            }
        }
        if (!events.isEmpty() && events.getFirst() instanceof StreamEvent.Started && !broken) {
            begin(frames);
        }
        return frames;
    }

    private void write(StreamEvent event, List<Frame> out) {
        switch (event) {
            case StreamEvent.Started started -> answer.begin(started);
            case StreamEvent.UsageReported(Usage told) -> answer.use(told);
            case StreamEvent.Failed(Failure failure) -> out.add(failed(failure));
            case StreamEvent.TextDelta(int _, String text) -> text(text, out);
            case StreamEvent.RefusalDelta(int _, String text) -> text(text, out);
            case StreamEvent.ThinkingDelta thought -> think(thought, out);
            case StreamEvent.ToolCallStarted call -> {
                begin(out);
                blocks.call(call.position(), Deltas.call(call), out);
            }
            case StreamEvent.ToolCallDelta more -> blocks.arguments(more.position(), more.arguments(), out);
            case StreamEvent.Cited cited -> {
                begin(out);
                blocks.add(Deltas.text(), Deltas.citation(cited), out);
            }
            case StreamEvent.MediaProduced made -> show(made, out);
            case StreamEvent.Finished finished -> finish(finished, out);
            case StreamEvent.Embedded _, StreamEvent.Transcribed _, StreamEvent.Ranked _, StreamEvent.Moderated _,
                    StreamEvent.Found _, StreamEvent.JobChanged _ -> { }
        }
    }

    private Frame failed(Failure failure) {
        broken = true;
        return ErrorWriting.event(failure);
    }

    private void finish(StreamEvent.Finished finished, List<Frame> out) {
        answer.finish(finished.reason(), finished.word());
        begin(out);
        blocks.end(out);
    }

    private void text(String text, List<Frame> out) {
        if (!text.isEmpty()) {
            begin(out);
            blocks.add(Deltas.text(), Deltas.text(text), out);
        }
    }

    private void think(StreamEvent.ThinkingDelta thought, List<Frame> out) {
        begin(out);
        if (!thought.text().isEmpty()) {
            blocks.add(Deltas.thinking(), Answer.typed("thinking_delta").put("thinking", thought.text()), out);
        }
        thought.signature().ifPresent(seal -> blocks.add(Deltas.thinking(),
                Answer.typed("signature_delta").put("signature", seal.written(Anthropic.NAME)), out));
        thought.sealedText().ifPresent(seal -> blocks.add(Deltas.sealed(seal.written(Anthropic.NAME)), out));
    }

    private void show(StreamEvent.MediaProduced made, List<Frame> out) {
        begin(out);
        Deltas.picture(made.media()).ifPresentOrElse(picture -> blocks.add(picture, out),
                () -> made.note().ifPresent(words -> text(words, out)));
    }
}
