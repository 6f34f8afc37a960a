package modelscan.wire.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import modelscan.base.json.Json;

/** Writes a transcript while it is made: a provider's own events as they are, others as such events. */
final class TranscriptSteps implements Front.Writer {
    static final String DELTA = "transcript.text.delta";
    static final String DONE = "transcript.text.done";

    private final Transcript transcript = new Transcript();
    private Usage usage = Usage.NONE;
    private boolean passed;
    private boolean over;

    @Override
    public List<Frame> write(Piece piece) {
        if (over) {
            return List.of();
        }
        Optional<Frame> frame = piece.frame(OpenAi.NAME);
        if (piece.failure().isEmpty() && frame.isPresent() && !frame.get().whole()) {
            passed = true;
            return List.of(frame.get());
        }
        List<Frame> frames = new ArrayList<>();
        for (StreamEvent event : piece.events()) {
            if (event instanceof StreamEvent.Failed(Failure failure)) {
                over = true;
                frames.add(Frame.of(ErrorWriting.bytes(failure)));
                return frames;
            }
            if (event instanceof StreamEvent.Transcribed more) {
                frames.add(delta(more));
            } else if (event instanceof StreamEvent.UsageReported(Usage told)) {
                usage = told;
            }
        }
        return frames;
    }

    @Override
    public List<Frame> end(Receipt receipt) {
        if (over || passed || receipt.failure().isPresent()) {
            return List.of();
        }
        ObjectNode done = Json.object().put("type", DONE).put("text", transcript.text());
        Transcript.usage(usage.unknown() ? receipt.usage() : usage).ifPresent(told -> done.set("usage", told));
        return List.of(Frame.of(Json.write(done)));
    }

    private Frame delta(StreamEvent.Transcribed more) {
        return Frame.of(Json.write(Json.object().put("type", DELTA).put("delta", transcript.add(more))));
    }
}
