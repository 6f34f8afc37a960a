package modelscan.provider.echo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.SpeechModel;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Media;
import modelscan.api.model.SpeechRequest;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import org.osgi.service.component.annotations.Component;

/** Hums: the longer the text, the longer the tone; always WAV, in several pieces. */
@Component(property = Provider.ID + "=" + EchoProvider.NAME)
public final class EchoSpeech implements SpeechModel {
    private static final int CONCERT_PITCH = 440;
    private static final int PIECE = 2048;
    private static final int LONGEST = 5000;

    @Override
    public Reply answer(Exchange exchange) {
        if (!(exchange.request() instanceof SpeechRequest request)) {
            throw new IllegalStateException("a speech model is asked for " + exchange.operation().word());
        }
        int letters = request.text().codePointCount(0, request.text().length());
        byte[] wav = Wav.tone(CONCERT_PITCH, Math.clamp(20L * letters, 100, LONGEST));
        List<StreamEvent> events = new ArrayList<>();
        for (int at = 0; at < wav.length; at += PIECE) {
            byte[] piece = Arrays.copyOfRange(wav, at, Math.min(at + PIECE, wav.length));
            events.add(new StreamEvent.MediaProduced(0, new Media.Bytes("audio/wav", piece), Optional.empty()));
        }
        events.add(new StreamEvent.Finished(0, FinishReason.STOP, "stop"));
        events.add(new StreamEvent.UsageReported(Usage.NONE.with(Unit.CHARACTER, letters)));
        return Reply.of(events);
    }
}
