package modelscan.wire.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.Failure;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;

/**
 * Writes a streamed answer.
 *
 * <p>Events of a provider of this protocol go through as they are until a stage changes one. From then on everything is
 * written anew, because later events repeat what earlier ones said.
 */
final class StreamWriter implements Front.Writer, Teller {
    private final Answer answer;
    private final Composition composition;
    private final Passage passage = new Passage();
    private List<Frame> frames = new ArrayList<>();
    private int sequence;
    private boolean composing;
    private boolean over;

    StreamWriter(Answer answer) {
        this.answer = answer;
        composition = new Composition(answer, this);
    }

    @Override
    public List<Frame> write(Piece piece) {
        if (over) {
            return List.of();
        }
        Optional<Failure> failure = piece.failure();
        Optional<Frame> frame = piece.frame(Responses.NAME).filter(own -> !own.whole());
        if (frame.isPresent() && !composing && failure.isEmpty()) {
            passage.read(frame.get());
            over = passage.ended();
            return List.of(frame.get());
        }
        compose();
        if (failure.isPresent()) {
            return failed(failure.get());
        }
        for (StreamEvent event : piece.events()) {
            if (event instanceof StreamEvent.Failed(Failure late)) {
                return failed(late);
            }
            composition.write(event);
        }
        return told();
    }

    @Override
    public List<Frame> end(Receipt receipt) {
        if (over || receipt.failure().isPresent()) {
            return List.of();
        }
        compose();
        over = true;
        composition.end(receipt);
        return told();
    }

    @Override
    public void tell(String type, Consumer<ObjectNode> members) {
        ObjectNode event = Json.object().put("type", type).put("sequence_number", sequence++);
        members.accept(event);
        frames.add(new Frame(type, Json.write(event), false));
    }

    private void compose() {
        if (!composing) {
            composing = true;
            if (!passage.none()) {
                sequence = passage.sequence() + 1;
                answer.adopt(passage.response());
                composition.adopt(passage.written(this));
            }
        }
    }

    private List<Frame> failed(Failure failure) {
        over = true;
        composition.fail(failure);
        return told();
    }

    private List<Frame> told() {
        List<Frame> told = frames;
        frames = new ArrayList<>();
        return told;
    }
}
