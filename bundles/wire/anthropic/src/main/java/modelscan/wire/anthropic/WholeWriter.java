package modelscan.wire.anthropic;

import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** Writes an answer that is not streamed: a provider's own as it is, everything else collected. */
final class WholeWriter implements Front.Writer {
    private final Answer answer;
    private final Collected collected = new Collected();
    private boolean done;

    WholeWriter(Answer answer) {
        this.answer = answer;
    }

    @Override
    public List<Frame> write(Piece piece) {
        if (done) {
            return List.of();
        }
        Optional<Failure> failure = piece.failure();
        if (failure.isPresent()) {
            return ended(ErrorWriting.bytes(failure.get()));
        }
        Optional<Frame> frame = piece.frame(Anthropic.NAME).filter(Frame::whole);
        if (frame.isPresent()) {
            done = true;
            return List.of(frame.get());
        }
        for (StreamEvent event : piece.events()) {
            if (event instanceof StreamEvent.Failed(Failure late)) {
                return ended(ErrorWriting.bytes(late));
            }
            if (Choices.only(event)) {
                collect(event);
            }
        }
        return List.of();
    }

    @Override
    public List<Frame> end(Receipt receipt) {
        if (done) {
            return List.of();
        }
        if (receipt.failure().isPresent()) {
            return ended(ErrorWriting.bytes(receipt.failure().get()));
        }
        answer.useAtLeast(receipt.usage());
        return ended(Json.write(answer.whole(collected.content())));
    }

    private List<Frame> ended(byte[] body) {
        done = true;
        return List.of(Frame.whole(body));
    }

    private void collect(StreamEvent event) {
        switch (event) {
            case StreamEvent.Started started -> answer.begin(started);
            case StreamEvent.UsageReported(Usage told) -> answer.use(told);
            case StreamEvent.TextDelta(int _, String text) -> collected.text(text);
            case StreamEvent.RefusalDelta(int _, String text) -> collected.text(text);
            case StreamEvent.ThinkingDelta thought -> collected.think(thought);
            case StreamEvent.ToolCallStarted call -> collected.call(call);
            case StreamEvent.ToolCallDelta more -> collected.arguments(more);
            case StreamEvent.Cited cited -> collected.cite(cited);
            case StreamEvent.MediaProduced made -> collected.show(made);
            case StreamEvent.Finished(int _, FinishReason reason, String word) -> answer.finish(reason, word);
            case StreamEvent.Failed _, StreamEvent.Embedded _, StreamEvent.Transcribed _, StreamEvent.Ranked _,
                    StreamEvent.Moderated _, StreamEvent.Found _, StreamEvent.JobChanged _ -> { }
        }
    }
}
