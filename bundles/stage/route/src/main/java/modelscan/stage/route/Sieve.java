package modelscan.stage.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.HealthBook;
import modelscan.api.gateway.Model;

/** Leaves out candidates that cannot or may not serve a request, and says why. */
final class Sieve {
    private final Sources sources;
    private final Map<String, Set<String>> labels;

    /** Why somebody is left out. */
    record Dropped(Candidate candidate, Rule rule, String why) {
    }

    /** The rules, in the order in which they are asked. */
    enum Rule {
        /** The caller may not use it. */
        ADMISSION,
        /** The model cannot do what is needed. */
        CAPABILITY,
        /** The owner has not said of the provider what is asked for. */
        LABEL,
        /** It does not fit into the model. */
        CONTEXT,
        /** It costs too much. */
        COST,
        /** It takes too long. */
        LATENCY
    }

    Sieve(Sources sources, Map<String, Set<String>> labels) {
        this.sources = sources;
        this.labels = labels;
    }

    /** Those that pass; why the others do not is added to {@code dropped}. */
    List<Candidate> pass(Exchange exchange, Need need, Bounds bounds, List<Candidate> candidates, List<Dropped> dropped) {
        // Whether it fits is asked only when there is a choice; the only one tells by itself.
        Length length = new Length(exchange, sources, candidates.size() > 1);
        double[] costs = bounds.cost().isPresent() ? sources.estimates().rough(exchange.request(), candidates) : null;
        List<Candidate> passed = new ArrayList<>(candidates.size());
        for (int place = 0; place < candidates.size(); place++) {
            Candidate candidate = candidates.get(place);
            Optional<Dropped> drop = drop(exchange, candidate, need, bounds, length);
            if (drop.isEmpty() && costs != null) {
                drop = dear(candidate, costs[place], bounds.cost().getAsDouble());
            }
            if (drop.isEmpty()) {
                passed.add(candidate);
            } else {
                dropped.add(drop.get());
            }
        }
        return dropped.isEmpty() ? candidates : passed;
    }

    private Optional<Dropped> drop(Exchange exchange, Candidate candidate, Need need, Bounds bounds, Length length) {
        Optional<Dropped> drop = refused(exchange, candidate);
        if (drop.isEmpty() && (need != Need.NOTHING || bounds != Bounds.NONE)) {
            drop = able(candidate, need, bounds);
        }
        if (drop.isEmpty()) {
            drop = length.tooLong(candidate);
        }
        return drop.isPresent() || bounds.latency().isEmpty() ? drop : late(exchange, candidate, bounds);
    }

    private Optional<Dropped> refused(Exchange exchange, Candidate candidate) {
        boolean allowed = sources.admission().isEmpty()
                || sources.admission().get().allows(exchange.principal(), candidate, exchange.operation());
        return allowed ? Optional.empty() : Optional.of(new Dropped(candidate, Rule.ADMISSION, "the caller may not use it"));
    }

    private Optional<Dropped> able(Candidate candidate, Need need, Bounds bounds) {
        Model model = candidate.model();
        // Of a model without any word about what it can do, nothing is known: it gets its chance, after the others.
        if (!model.capabilities().isEmpty()) {
            for (Set<String> wanted : List.of(need.must(), bounds.capabilities())) {
                for (String capability : wanted) {
                    if (!model.capabilities().contains(capability)) {
                        return Optional.of(new Dropped(candidate, Rule.CAPABILITY, "it lacks " + capability));
                    }
                }
            }
        }
        for (String label : bounds.labels()) {
            if (!labels.getOrDefault(candidate.provider(), Set.of()).contains(label)) {
                return Optional.of(new Dropped(candidate, Rule.LABEL, "its provider is not labelled " + label));
            }
        }
        return Optional.empty();
    }

    private static Optional<Dropped> dear(Candidate candidate, double cost, double most) {
        if (Double.isNaN(cost)) {
            return Optional.of(new Dropped(candidate, Rule.COST, "its price is not known"));
        }
        return cost <= most ? Optional.empty() : Optional.of(new Dropped(candidate, Rule.COST,
                String.format(Locale.ROOT, "it would cost about %.6f USD, more than %.6f", cost, most)));
    }

    private Optional<Dropped> late(Exchange exchange, Candidate candidate, Bounds bounds) {
        HealthBook.Vitals vitals = sources.vitals(candidate);
        return (exchange.inquiry().stream() ? vitals.firstToken() : vitals.latency())
                .filter(time -> time.toMillis() > bounds.latency().getAsLong())
                .map(time -> new Dropped(candidate, Rule.LATENCY, "it takes about " + time.toMillis() + " ms, more than "
                        + bounds.latency().getAsLong()));
    }

    /** The tokens of a request, counted once for each family, and only where it might not fit. */
    private static final class Length {
        private final Exchange exchange;
        private final Sources sources;
        private final long bytes;
        private final Map<String, Long> counted = new HashMap<>();

        Length(Exchange exchange, Sources sources, boolean asked) {
            this.exchange = exchange;
            this.sources = sources;
            // A token has at least one byte; pictures are the exception, but their bytes are many.
            this.bytes = !asked ? 0
                    : exchange.inquiry().original().map(original -> (long) original.bytes().length).orElse(Long.MAX_VALUE);
        }

        Optional<Dropped> tooLong(Candidate candidate) {
            Optional<Integer> context = candidate.model().context();
            if (context.isEmpty() || bytes < context.get()) {
                return Optional.empty();
            }
            long least = counted.computeIfAbsent(candidate.model().tokens(), _ -> least(candidate.model()));
            return least <= context.get() ? Optional.empty()
                    : Optional.of(new Dropped(candidate, Rule.CONTEXT, "its context of " + context.get()
                            + " tokens is too short for at least " + least));
        }

        private long least(Model model) {
            var count = sources.tokens().count(exchange.request(), model);
            return count.tokens() * (100 - Math.min(100, count.error())) / 100;
        }
    }
}
