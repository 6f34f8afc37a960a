package modelscan.wire.openai;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.Failure;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** Writes an answer that is one JSON message: a provider's own as it is, everything else collected. */
final class FormWriter implements Front.Writer {
    private final Form form;
    private final Inquiry inquiry;
    private final InstantSource clock;
    private final List<StreamEvent> events = new ArrayList<>();
    private String model;
    private Usage usage = Usage.NONE;
    private boolean over;

    FormWriter(Form form, Inquiry inquiry, InstantSource clock) {
        this.form = form;
        this.inquiry = inquiry;
        this.clock = clock;
        this.model = inquiry.model();
    }

    @Override
    public List<Frame> write(Piece piece) {
        if (over) {
            return List.of();
        }
        Optional<Frame> frame = piece.frame(OpenAi.NAME);
        if (piece.failure().isEmpty() && frame.isPresent() && frame.get().whole()) {
            return ended(frame.get());
        }
        for (StreamEvent event : piece.events()) {
            if (event instanceof StreamEvent.Failed(Failure failure)) {
                return ended(Frame.whole(ErrorWriting.bytes(failure)));
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
        return ended(Frame.whole(receipt.failure().map(ErrorWriting::bytes).orElseGet(() -> Json.write(form.answer(
                inquiry.request(), new Form.Told(model, events, usage.unknown() ? receipt.usage() : usage,
                        clock.instant().getEpochSecond()))))));
    }

    private void collect(StreamEvent event) {
        if (event instanceof StreamEvent.UsageReported(Usage told)) {
            usage = told;
        } else if (event instanceof StreamEvent.Started started) {
            model = started.model().isEmpty() ? model : started.model();
        } else {
            events.add(event);
        }
    }

    private List<Frame> ended(Frame frame) {
        over = true;
        return List.of(frame);
    }
}
