package modelscan.provider.echo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.RerankModel;
import modelscan.api.model.RerankRequest;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import org.osgi.service.component.annotations.Component;

/** The more words of the question a document has, the better it is. */
@Component(property = Provider.ID + "=" + EchoProvider.NAME)
public final class EchoRerank implements RerankModel {

    @Override
    public Reply answer(Exchange exchange) {
        if (!(exchange.request() instanceof RerankRequest request)) {
            throw new IllegalStateException("a rerank model is asked for " + exchange.operation().word());
        }
        Set<String> wanted = words(request.query());
        List<StreamEvent.Ranked> ranks = new ArrayList<>();
        for (String document : request.documents()) {
            Set<String> found = words(document);
            found.retainAll(wanted);
            ranks.add(new StreamEvent.Ranked(ranks.size(), wanted.isEmpty() ? 0 : (double) found.size() / wanted.size()));
        }
        List<StreamEvent> events = ranks.stream().sorted(Comparator.comparingDouble(StreamEvent.Ranked::score).reversed())
                .limit(Math.max(0, request.limit().orElse(Integer.MAX_VALUE))).collect(Collectors.toCollection(ArrayList::new));
        events.add(new StreamEvent.UsageReported(Usage.NONE.with(Unit.SEARCH, 1)));
        return Reply.of(events);
    }

    /** The words of a text, each once. */
    static Set<String> words(String text) {
        return EchoChat.words(text).stream().map(word -> word.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", ""))
                .filter(word -> !word.isEmpty()).collect(Collectors.toSet());
    }
}
