package modelscan.provider.echo;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.TranscriptionModel;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.TranscriptionRequest;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import org.osgi.service.component.annotations.Component;

/** Does not listen, but says what it was given, in two passages of a second each. */
@Component(property = Provider.ID + "=" + EchoProvider.NAME)
public final class EchoTranscription implements TranscriptionModel {

    @Override
    public Reply answer(Exchange exchange) {
        if (!(exchange.request() instanceof TranscriptionRequest request)) {
            throw new IllegalStateException("a transcription model is asked for " + exchange.operation().word());
        }
        String heard = switch (request.sound()) {
            case Media.Bytes(String type, byte[] data) -> data.length + " bytes of " + type;
            case Media.Link link -> "a sound at " + link.uri();
            case Media.Upload(String id) -> "the uploaded sound " + id;
        };
        return Reply.of(passage("I was given " + heard + ".", 0), passage("I am an echo and do not listen.", 1),
                new StreamEvent.Finished(0, FinishReason.STOP, "stop"),
                new StreamEvent.UsageReported(Usage.NONE.with(Unit.SECOND, BigDecimal.TWO)));
    }

    private static StreamEvent passage(String text, int second) {
        return new StreamEvent.Transcribed(text, Duration.ofSeconds(second), Duration.ofSeconds(second + 1L), Optional.empty());
    }
}
