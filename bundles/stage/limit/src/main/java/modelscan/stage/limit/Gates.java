package modelscan.stage.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Plan;
import modelscan.api.gateway.PlanBook;
import modelscan.api.gateway.Provider;
import modelscan.api.model.Usage;
import modelscan.base.whiteboard.Part;
import modelscan.base.whiteboard.Whiteboard;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plans of all providers and what is left of them, in memory. */
@Component(service = {PlanBook.class, Gates.class})
public final class Gates implements PlanBook {
    private static final Logger LOG = LoggerFactory.getLogger(Gates.class);

    private final Times times;
    private final Map<String, Offer> offers = new ConcurrentHashMap<>();
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private final Set<String> present = ConcurrentHashMap.newKeySet();
    private final Keys keys = new Keys();
    private final Optional<Whiteboard<Provider>> providers;
    private volatile BiConsumer<String, Gate> keeping = (_, _) -> { };

    /** Watches the providers. */
    @Activate
    public Gates(BundleContext context) {
        this.times = Times.REAL;
        this.providers = Optional.of(Whiteboard.of(context, Provider.class, Duration.ZERO, this::take));
    }

    Gates(Times times) {
        this.times = times;
        this.providers = Optional.empty();
    }

    @Deactivate
    void deactivate() {
        providers.ifPresent(Whiteboard::close);
    }

    Times times() {
        return times;
    }

    /** The gate of a provider that has one key, or of its first. */
    Gate gate(String provider) {
        return gate(provider, Keys.ONLY);
    }

    /** The gate of one of a provider's keys. */
    Gate gate(String provider, int place) {
        return named(Keys.name(provider, place));
    }

    /** The gate of that name, of {@link Keys}. */
    Gate named(String name) {
        Gate known = gates.get(name);
        return known != null ? known : gates.computeIfAbsent(name, id -> {
            Gate gate = new Gate(times);
            keeping.accept(id, gate);
            gate.rule(offer(Keys.provider(id)).rules());
            return gate;
        });
    }

    /** The keys of all providers. */
    Keys keys() {
        return keys;
    }

    /** Lets somebody keep the counts of all gates there are and will be. */
    void keep(BiConsumer<String, Gate> keeper) {
        keeping = keeper;
        gates.forEach(keeper);
    }

    /** All gates by provider. */
    Map<String, Gate> gates() {
        return Map.copyOf(gates);
    }

    Offer offer(String provider) {
        return offers.getOrDefault(provider, Offer.NONE);
    }

    /** Every provider that is there, or whose limits were set. */
    Set<String> known() {
        Set<String> known = new HashSet<>(offers.keySet());
        known.addAll(present);
        return known;
    }

    /** Takes over what the owner says. */
    void agree(String provider, Terms terms) {
        change(provider, offer -> offer.under(terms));
    }

    /** Takes over what a provider is shipped with. */
    void describe(String provider, List<Plan> plans, Optional<String> plan) {
        present.add(provider);
        change(provider, offer -> offer.describing(plans, plan));
    }

    // Of two services for one provider the whiteboard's first stands in, as everywhere.
    private void take(Collection<Part<Provider>> parts) {
        Map<String, Provider> first = new HashMap<>();
        parts.forEach(part -> part.text(Provider.ID).ifPresent(id -> first.putIfAbsent(id, part.service())));
        first.forEach((id, provider) -> {
            keys.put(id, provider);
            describe(id, provider.plans(), provider.plan());
        });
        for (String gone : Set.copyOf(present)) {
            if (!first.containsKey(gone)) {
                describe(gone, List.of(), Optional.empty());
                present.remove(gone);
                keys.remove(gone);
            }
        }
    }

    private synchronized void change(String provider, UnaryOperator<Offer> change) {
        Offer before = offer(provider);
        Offer after = change.apply(before);
        if (after.equals(before)) {
            return;
        }
        if (after.none()) {
            offers.remove(provider);
        } else {
            offers.put(provider, after);
        }
        if (after.named().isPresent() && after.ours().isEmpty()) {
            LOG.warn("{} has no plan '{}'; it has {}", provider, after.named().get(), after.plans().keySet());
        }
        // A gate is there before the first call, so that its counts are kept by then.
        if (!after.rules().isEmpty()) {
            keys.names(provider).forEach(this::named);
        }
        if (!after.rules().equals(before.rules())) {
            gates.forEach((name, gate) -> {
                if (Keys.provider(name).equals(provider)) {
                    gate.rule(after.rules());
                }
            });
        }
    }

    @Override
    public Optional<Plan> plan(String provider) {
        return offer(provider).holding().map(Terms.OwnPlan::plan);
    }

    // Of several keys that which has most room stands for all.
    @Override
    public List<Standing> standings(Candidate candidate) {
        Instant wall = times.wall().instant();
        long now = times.now();
        return best(candidate).ask(candidate.model().id(), lane -> lane.gauges().stream()
                .filter(gauge -> !(gauge.meter() instanceof ToldMeter told) || told.known(now))
                .map(gauge -> gauge.standing(now, wall)).toList());
    }

    private Gate best(Candidate candidate) {
        List<String> names = keys.names(candidate.provider());
        return named(names.size() == 1 ? names.getFirst()
                : names.stream().min(Comparator.comparingDouble(name -> used(named(name), candidate))).orElseThrow());
    }

    @Override
    public double used(Candidate candidate) {
        double least = 1;
        for (String name : keys.names(candidate.provider())) {
            least = Math.min(least, used(named(name), candidate));
        }
        return least;
    }

    private double used(Gate gate, Candidate candidate) {
        long now = times.now();
        return gate.ask(candidate.model().id(), lane -> {
            double most = lane.closed(now).isPresent() ? 1 : 0;
            for (Gauge gauge : lane.gauges()) {
                most = Math.max(most, gauge.used(now));
            }
            return Math.min(1, most);
        });
    }

    @Override
    public Duration wait(Candidate candidate, Usage usage) {
        long now = times.now();
        long[] amounts = Amount.of(usage);
        long shortest = Meter.NEVER;
        for (String name : keys.names(candidate.provider())) {
            shortest = Math.min(shortest, named(name).ask(candidate.model().id(), lane -> lane.check(amounts, now)
                    .map(verdict -> verdict.pause(Meter.NEVER)).orElse(0L)));
        }
        return Duration.ofNanos(shortest);
    }
}
