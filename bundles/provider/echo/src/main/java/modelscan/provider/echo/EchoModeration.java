package modelscan.provider.echo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.ModerationModel;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ModerationRequest;
import modelscan.api.model.Part;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import org.osgi.service.component.annotations.Component;

/** Finds a text bad that names a category, such as {@code violence}. */
@Component(property = Provider.ID + "=" + EchoProvider.NAME)
public final class EchoModeration implements ModerationModel {
    private static final List<String> CATEGORIES = List.of("harassment", "hate", "sexual", "violence");

    @Override
    public Reply answer(Exchange exchange) {
        if (!(exchange.request() instanceof ModerationRequest request)) {
            throw new IllegalStateException("a moderation model is asked for " + exchange.operation().word());
        }
        List<StreamEvent> events = new ArrayList<>();
        for (Part input : request.inputs()) {
            Set<String> words = EchoRerank.words(input instanceof Part.Text(String text) ? text : "");
            List<String> found = CATEGORIES.stream().filter(words::contains).toList();
            events.add(new StreamEvent.Moderated(events.size(), !found.isEmpty(), found));
        }
        events.add(new StreamEvent.UsageReported(Usage.NONE.with(Unit.REQUEST, 1)));
        return Reply.of(events);
    }
}
