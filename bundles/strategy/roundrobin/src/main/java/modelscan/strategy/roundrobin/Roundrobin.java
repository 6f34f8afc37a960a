package modelscan.strategy.roundrobin;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Strategy;
import modelscan.base.rank.Ranking;
import org.osgi.service.component.annotations.Component;

/** Everybody in turn, for each name of a model by itself. */
@Component(property = Strategy.NAME + "=roundrobin")
public final class Roundrobin implements Strategy {
    private static final int NAMES = 1000;

    private final Map<String, AtomicInteger> turns = new ConcurrentHashMap<>();
    private final AtomicInteger everyoneElse = new AtomicInteger();

    @Override
    public List<Candidate> order(Exchange exchange, List<Candidate> candidates) {
        int size = candidates.size();
        if (size < 2) {
            return candidates;
        }
        return Ranking.turned(candidates, Math.floorMod(turn(exchange.inquiry().model()).getAndIncrement(), size));
    }

    // Names are the callers': when there are too many, the rest shares one turn.
    private AtomicInteger turn(String name) {
        AtomicInteger known = turns.get(name);
        if (known != null) {
            return known;
        }
        return turns.size() >= NAMES ? everyoneElse : turns.computeIfAbsent(name, _ -> new AtomicInteger());
    }
}
