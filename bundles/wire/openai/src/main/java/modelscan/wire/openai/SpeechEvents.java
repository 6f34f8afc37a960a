package modelscan.wire.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** Writes a sound in events, each with some of its bytes. */
final class SpeechEvents implements Front.Writer {
    static final String DELTA = "speech.audio.delta";
    static final String DONE = "speech.audio.done";

    private Usage usage = Usage.NONE;
    private boolean over;

    @Override
    public List<Frame> write(Piece piece) {
        List<Frame> frames = new ArrayList<>(1);
        for (StreamEvent event : piece.events()) {
            if (over) {
                return frames;
            }
            if (event instanceof StreamEvent.Failed(Failure failure)) {
                frames.add(failed(failure));
            } else if (event instanceof StreamEvent.UsageReported(Usage told)) {
                usage = told;
            } else if (event instanceof StreamEvent.MediaProduced made) {
                frames.add(sound(made.media()));
            }
        }
        return frames;
    }

    @Override
    public List<Frame> end(Receipt receipt) {
        if (over || receipt.failure().isPresent()) {
            return List.of();
        }
        Usage total = usage.unknown() ? receipt.usage() : usage;
        ObjectNode done = Json.object().put("type", DONE);
        if (total.amount(Unit.INPUT).isPresent() || total.amount(Unit.OUTPUT).isPresent()) {
            long input = total.count(Unit.INPUT).orElse(0L);
            long output = total.count(Unit.OUTPUT).orElse(0L);
            done.putObject("usage").put("input_tokens", input).put("output_tokens", output).put("total_tokens", input + output);
        }
        return List.of(Frame.of(Json.write(done)));
    }

    private Frame sound(Media media) {
        if (media instanceof Media.Bytes(String _, byte[] data)) {
            return Frame.of(Json.write(Json.object().put("type", DELTA).put("audio", Base64.getEncoder().encodeToString(data))));
        }
        return failed(Failure.of(ErrorCode.UNSUPPORTED, "this provider gives only an address of the sound"));
    }

    private Frame failed(Failure failure) {
        over = true;
        return Frame.of(ErrorWriting.bytes(failure));
    }
}
