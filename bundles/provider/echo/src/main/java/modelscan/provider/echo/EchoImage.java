package modelscan.provider.echo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.ImageModel;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ImageRequest;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import org.osgi.service.component.annotations.Component;

/** Small pictures in colours that the words decide. */
@Component(property = Provider.ID + "=" + EchoProvider.NAME)
public final class EchoImage implements ImageModel {
    private static final int SIDE = 64;
    private static final int MOST = 10;

    @Override
    public Reply answer(Exchange exchange) {
        if (!(exchange.request() instanceof ImageRequest request)) {
            throw new IllegalStateException("an image model is asked for " + exchange.operation().word());
        }
        int count = Math.clamp(request.count().orElse(1), 1, MOST);
        List<StreamEvent> events = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            byte[] picture = Png.of(SIDE, SIDE, request.prompt().hashCode() + 31 * index);
            events.add(new StreamEvent.MediaProduced(index, new Media.Bytes("image/png", picture), Optional.of(request.prompt())));
        }
        events.add(new StreamEvent.UsageReported(Usage.NONE.with(Unit.IMAGE, count)));
        return Reply.of(events);
    }
}
