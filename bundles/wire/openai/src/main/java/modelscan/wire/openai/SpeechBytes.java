package modelscan.wire.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;

/** Writes a sound as it is, while it arrives. */
final class SpeechBytes implements Front.Writer {
    private String type;

    /** A sound of this type, unless its provider says another one. */
    SpeechBytes(String type) {
        this.type = type;
    }

    @Override
    public List<Frame> write(Piece piece) {
        List<Frame> frames = new ArrayList<>(1);
        for (StreamEvent event : piece.events()) {
            if (event instanceof StreamEvent.Failed(Failure failure)) {
                throw new FailureException(failure);
            }
            if (event instanceof StreamEvent.MediaProduced made) {
                sound(made.media()).filter(data -> data.length > 0).ifPresent(data -> frames.add(Frame.of(data)));
            }
        }
        return frames;
    }

    private Optional<byte[]> sound(Media media) {
        if (media instanceof Media.Bytes(String told, byte[] data)) {
            type = told.startsWith("audio/") && !told.endsWith("*") ? told : type;
            return Optional.of(data);
        }
        throw new FailureException(Failure.of(ErrorCode.UNSUPPORTED,
                "this provider gives only an address of the sound, where its bytes are wanted; choose another model"));
    }

    @Override
    public List<Frame> end(Receipt receipt) {
        receipt.failure().ifPresent(failure -> {
            throw new FailureException(failure);
        });
        return List.of();
    }

    @Override
    public Optional<String> framing() {
        return Optional.of("raw");
    }

    @Override
    public Optional<String> mediaType() {
        return Optional.of(type);
    }
}
