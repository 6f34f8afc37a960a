package modelscan.wire.responses;

import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.Failure;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;

/** Writes an answer that is not streamed: a provider's own as it is, everything else collected. */
final class WholeWriter implements Front.Writer {
    private final Composition composition;
    private boolean done;

    WholeWriter(Answer answer) {
        composition = new Composition(answer, Teller.NOBODY);
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
        Optional<Frame> frame = piece.frame(Responses.NAME).filter(Frame::whole);
        if (frame.isPresent()) {
            done = true;
            return List.of(frame.get());
        }
        for (StreamEvent event : piece.events()) {
            if (event instanceof StreamEvent.Failed(Failure late)) {
                return ended(ErrorWriting.bytes(late));
            }
            composition.write(event);
        }
        return List.of();
    }

    @Override
    public List<Frame> end(Receipt receipt) {
        if (done) {
            return List.of();
        }
        Optional<Failure> failure = receipt.failure();
        return ended(failure.map(ErrorWriting::bytes).orElseGet(() -> Json.write(composition.end(receipt))));
    }

    private List<Frame> ended(byte[] body) {
        done = true;
        return List.of(Frame.whole(body));
    }
}
