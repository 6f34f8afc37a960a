package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** Writes vectors: a provider's own answer as it is, everything else collected and put in order. */
final class EmbedWriter implements Front.Writer {
    private final Vectors form;
    private final InstantSource clock;
    private final Instant begun;
    private final SortedMap<Integer, float[]> vectors = new TreeMap<>();
    private String model;
    private Usage usage = Usage.NONE;
    private boolean over;

    EmbedWriter(Vectors form, String model, InstantSource clock) {
        this.form = form;
        this.model = model;
        this.clock = clock;
        this.begun = clock.instant();
    }

    @Override
    public List<Frame> write(Piece piece) {
        if (over) {
            return List.of();
        }
        Optional<Frame> frame = piece.frame(form.label());
        if (piece.failure().isEmpty() && frame.isPresent() && frame.get().whole()) {
            over = true;
            return List.of(frame.get());
        }
        for (StreamEvent event : piece.events()) {
            if (event instanceof StreamEvent.Failed(Failure failure)) {
                return ended(Answer.error(failure));
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
        return ended(receipt.failure().map(Answer::error)
                .orElseGet(() -> body(usage.unknown() ? receipt.usage() : usage)));
    }

    private void collect(StreamEvent event) {
        if (event instanceof StreamEvent.Embedded(int index, float[] values)) {
            vectors.put(index, values);
        } else if (event instanceof StreamEvent.UsageReported(Usage told)) {
            usage = told;
        } else if (event instanceof StreamEvent.Started started && !started.model().isEmpty()) {
            model = started.model();
        }
    }

    private byte[] body(Usage total) {
        ObjectNode body = Json.object();
        if (form == Vectors.MANY) {
            body.put("model", model);
        }
        form.put(vectors.values(), body);
        if (form == Vectors.MANY) {
            body.put("total_duration", Math.max(0, Duration.between(begun, clock.instant()).toNanos()));
            total.count(Unit.INPUT).ifPresent(count -> body.put("prompt_eval_count", count));
        }
        return Json.write(body);
    }

    private List<Frame> ended(byte[] body) {
        over = true;
        return List.of(Frame.whole(body));
    }
}
