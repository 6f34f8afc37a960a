package modelscan.wire.ollama;

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

/** Writes an answer that is not streamed: a provider's own as it is, everything else collected. */
final class WholeWriter implements Front.Writer {
    private final Answer answer;
    private final Said said = new Said();
    private Usage usage = Usage.NONE;
    private FinishReason finish = FinishReason.STOP;
    private boolean over;

    WholeWriter(Answer answer) {
        this.answer = answer;
    }

    @Override
    public List<Frame> write(Piece piece) {
        if (over) {
            return List.of();
        }
        answer.heard();
        Optional<Failure> failure = piece.failure();
        if (failure.isPresent()) {
            return ended(Answer.error(failure.get()));
        }
        Optional<Frame> frame = piece.frame(answer.label());
        if (frame.isPresent() && frame.get().whole()) {
            over = true;
            return List.of(frame.get());
        }
        for (StreamEvent event : piece.events()) {
            if (event instanceof StreamEvent.Failed(Failure late)) {
                return ended(Answer.error(late));
            }
            collect(event);
        }
        return List.of();
    }

    @Override
    public List<Frame> end(Receipt receipt) {
        if (over) {
            return List.of();
        }
        return ended(receipt.failure().map(Answer::error).orElseGet(() -> answer.last(said.text(), said.more(), finish,
                usage.unknown() ? receipt.usage() : usage)));
    }

    private void collect(StreamEvent event) {
        if (event instanceof StreamEvent.Started started) {
            answer.begin(started);
        } else if (event instanceof StreamEvent.UsageReported(Usage told)) {
            usage = told;
        } else if (event instanceof StreamEvent.Finished(int choice, FinishReason reason, String _) && choice == 0) {
            finish = reason;
        } else {
            said.add(event);
        }
    }

    private List<Frame> ended(byte[] body) {
        over = true;
        return List.of(Frame.whole(body));
    }
}
