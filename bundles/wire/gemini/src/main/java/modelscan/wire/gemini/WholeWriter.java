package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.Failure;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** Writes an answer that is not streamed: a provider's own as it is, everything else collected. */
final class WholeWriter implements Front.Writer {
    private final Answer answer;
    private final SortedMap<Integer, Collected> candidates = new TreeMap<>();
    private Usage usage = Usage.NONE;
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
        Optional<Frame> frame = piece.frame(Gemini.NAME);
        if (frame.isPresent() && frame.get().whole()) {
            done = true;
            return List.of(frame.get());
        }
        for (StreamEvent event : piece.events()) {
            if (event instanceof StreamEvent.Failed(Failure late)) {
                return ended(ErrorWriting.bytes(late));
            }
            collect(event);
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
        ArrayNode written = Json.array();
        candidates.forEach((index, candidate) -> written.add(candidate.json(index)));
        return ended(Json.write(answer.message(written, usage.unknown() ? receipt.usage() : usage)));
    }

    private List<Frame> ended(byte[] body) {
        done = true;
        return List.of(Frame.whole(body));
    }

    private void collect(StreamEvent event) {
        switch (event) {
            case StreamEvent.Started started -> answer.begin(started);
            case StreamEvent.UsageReported(Usage told) -> usage = told;
            case StreamEvent.TextDelta(int index, String text) -> at(index).add(Parts.text(text));
            case StreamEvent.RefusalDelta(int index, String text) -> at(index).add(Parts.text(text));
            case StreamEvent.ThinkingDelta thought -> at(thought.choice()).add(Parts.thought(thought));
            case StreamEvent.MediaProduced made -> at(made.index()).add(Medias.shown(made.media()));
            case StreamEvent.ToolCallStarted call -> at(call.choice()).ending().call(call);
            case StreamEvent.ToolCallDelta more -> at(more.choice()).ending().arguments(more);
            case StreamEvent.Cited cited -> at(cited.choice()).ending().source(cited);
            case StreamEvent.Finished finished -> at(finished.choice()).ending().finish(finished);
            case StreamEvent.Failed _, StreamEvent.Embedded _, StreamEvent.Transcribed _, StreamEvent.Ranked _,
                    StreamEvent.Moderated _, StreamEvent.Found _, StreamEvent.JobChanged _ -> { }
        }
    }

    private Collected at(int index) {
        return candidates.computeIfAbsent(index, _ -> new Collected());
    }
}
