package modelscan.wire.openai;

import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.Failure;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.TranscriptionRequest;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** Writes a whole transcript in the form its client wants: a provider's own as it is, everything else collected. */
final class TranscriptWriter implements Front.Writer {
    private final TranscriptionRequest request;
    private final TranscriptFormat format;
    private final Transcript transcript = new Transcript();
    private Usage usage = Usage.NONE;
    private boolean over;

    TranscriptWriter(TranscriptionRequest request, TranscriptFormat format) {
        this.request = request;
        this.format = format;
    }

    @Override
    public List<Frame> write(Piece piece) {
        if (over) {
            return List.of();
        }
        Optional<Frame> frame = piece.frame(OpenAi.NAME);
        if (piece.failure().isEmpty() && frame.isPresent() && wanted(frame.get())) {
            return ended(frame.get().data());
        }
        for (StreamEvent event : piece.events()) {
            if (event instanceof StreamEvent.Failed(Failure failure)) {
                return ended(ErrorWriting.bytes(failure));
            }
            if (event instanceof StreamEvent.Transcribed more) {
                transcript.add(more);
            } else if (event instanceof StreamEvent.UsageReported(Usage told)) {
                usage = told;
            }
        }
        return List.of();
    }

    // A provider was asked for the client's own form, unless that was plain text.
    private boolean wanted(Frame frame) {
        boolean text = !frame.type().isEmpty() && !frame.type().endsWith("json");
        return frame.whole() && format != TranscriptFormat.TEXT && format.json() != text;
    }

    @Override
    public List<Frame> end(Receipt receipt) {
        if (over) {
            return List.of();
        }
        if (receipt.failure().isPresent()) {
            return ended(ErrorWriting.bytes(receipt.failure().get()));
        }
        return ended(body(usage.unknown() ? receipt.usage() : usage));
    }

    private byte[] body(Usage total) {
        return switch (format) {
            case JSON -> Json.write(transcript.json(false, request.translate(), request.language(), total));
            case VERBOSE_JSON, DIARIZED_JSON ->
                    Json.write(transcript.json(true, request.translate(), request.language(), total));
            case TEXT -> TranscriptReader.bytes(transcript.text() + "\n");
            case SRT -> TranscriptReader.bytes(transcript.subtitles(false, total));
            case VTT -> TranscriptReader.bytes(transcript.subtitles(true, total));
        };
    }

    @Override
    public Optional<String> mediaType() {
        return Optional.of(format.mediaType());
    }

    private List<Frame> ended(byte[] body) {
        over = true;
        return List.of(Frame.whole(body));
    }
}
