package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Piece;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.JsonBytes;

/** Reads a sound, as bytes or in events. */
final class SpeechReader implements Back.Reader {
    private final long characters;
    private final Optional<String> provider;
    private Usage usage = Usage.NONE;
    private boolean over;
    private boolean complete;
    private boolean sounded;

    SpeechReader(long characters, Optional<String> provider) {
        this.characters = characters;
        this.provider = provider;
    }

    @Override
    public Optional<Piece> read(Frame frame) {
        if (over) {
            return Optional.empty();
        }
        try {
            return frame.type().isEmpty() || frame.whole() ? event(frame) : bytes(frame);
        } catch (FailureException expected) {
            over = true;
            Failure failure = expected.failure();
            return Optional.of(Piece.failed(provider.map(failure::by).orElse(failure)));
        }
    }

    private Optional<Piece> bytes(Frame frame) {
        if (frame.event().equals(Frame.END)) {
            if (!sounded) {
                throw FormReader.garbage("the provider sent a sound without bytes");
            }
            return Optional.of(ended(Usage.NONE));
        }
        return sound(frame.type(), frame.data());
    }

    private Optional<Piece> event(Frame frame) {
        int from = JsonBytes.space(frame.data(), 0);
        if (!frame.whole() && (from == frame.data().length || frame.data()[from] == '[')) {
            return Optional.empty();
        }
        JsonNode event = FormReader.tree(frame.data());
        return switch (event.path("type").asText("")) {
            case SpeechEvents.DELTA -> sound("audio/*", decoded(event.path("audio").asText("")));
            case SpeechEvents.DONE -> Optional.of(ended(UsageReading.of(event.path("usage"))));
            default -> {
                if (frame.whole()) {
                    throw FormReader.garbage("the provider sent JSON where a sound was wanted");
                }
                yield Optional.empty();
            }
        };
    }

    private Optional<Piece> sound(String type, byte[] data) {
        if (data.length == 0) {
            return Optional.empty();
        }
        sounded = true;
        usage = usage.unknown() ? Usage.NONE.with(Unit.CHARACTER, characters) : usage;
        return Optional.of(Piece.of(new StreamEvent.MediaProduced(0, new Media.Bytes(type, data), Optional.empty())));
    }

    private Piece ended(Usage told) {
        over = true;
        complete = true;
        usage = told.with(Unit.CHARACTER, characters);
        return Piece.of(List.of(new StreamEvent.Finished(0, FinishReason.STOP, ""), new StreamEvent.UsageReported(usage)));
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw FormReader.garbage("the sound of the provider is no valid base64");
        }
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public Usage usage() {
        return usage;
    }

    @Override
    public Optional<FinishReason> finish() {
        return complete ? Optional.of(FinishReason.STOP) : Optional.empty();
    }
}
