package modelscan.provider.echo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.SearchModel;
import modelscan.api.model.SearchRequest;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import org.osgi.service.component.annotations.Component;

/** Finds what was asked for on sites that do not exist. */
@Component(property = Provider.ID + "=" + EchoProvider.NAME)
public final class EchoSearch implements SearchModel {
    private static final int USUAL = 3;
    private static final int MOST = 50;

    @Override
    public Reply answer(Exchange exchange) {
        if (!(exchange.request() instanceof SearchRequest request)) {
            throw new IllegalStateException("a search model is asked for " + exchange.operation().word());
        }
        List<String> sites = request.domains().isEmpty() ? List.of("example.org") : request.domains();
        int count = Math.clamp(request.limit().orElse(USUAL), 0, MOST);
        List<StreamEvent> events = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            String site = sites.get((number - 1) % sites.size());
            events.add(new StreamEvent.Found("Echo " + number + ": " + request.query(), "https://" + site + "/" + number,
                    request.query(), Optional.of(1.0 / number)));
        }
        events.add(new StreamEvent.UsageReported(Usage.NONE.with(Unit.SEARCH, 1)));
        return Reply.of(events);
    }
}
