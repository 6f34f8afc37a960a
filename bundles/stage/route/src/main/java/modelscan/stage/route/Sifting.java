package modelscan.stage.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.HealthBook.Vitals;
import modelscan.stage.route.Sieve.Dropped;
import modelscan.stage.route.Sieve.Rule;

/** One request at the sieve. */
final class Sifting {
    private final Sieve sieve;
    private final Sources sources;
    private final Exchange exchange;
    private final Sieve.Question question;
    private final Optional<List<Dropped>> dropped;
    private final Map<String, Long> counted = new HashMap<>(4);

    /** Notes whom it leaves out, if there is a list for that. */
    Sifting(Sieve sieve, Sieve.Question question, Optional<List<Dropped>> dropped) {
        this.sieve = sieve;
        this.sources = sieve.sources();
        this.exchange = question.exchange();
        this.question = question;
        this.dropped = dropped;
    }

    List<Candidate> allowed(List<Candidate> candidates) {
        List<Candidate> left = sources.allowed(exchange, candidates);
        note(candidates, left, Rule.ADMISSION, _ -> "the caller may not use it");
        return left;
    }

    List<Candidate> able(List<Candidate> candidates, Set<String> must) {
        List<Candidate> left = must.isEmpty() || candidates.isEmpty() ? candidates : sieve.facts(candidates).able(must);
        note(candidates, left, Rule.CAPABILITY, place -> "it lacks " + must.stream().sorted()
                .filter(word -> !candidates.get(place).model().capabilities().contains(word)).findFirst().orElse(""));
        return left;
    }

    List<Candidate> labelled(List<Candidate> candidates) {
        return kept(candidates, place -> missing(candidates.get(place)).isEmpty(), Rule.LABEL,
                place -> "its provider is not labelled " + missing(candidates.get(place)).orElse(""));
    }

    private Optional<String> missing(Candidate candidate) {
        Set<String> has = sieve.labels(candidate.provider());
        return question.bounds().labels().stream().filter(label -> !has.contains(label)).findFirst();
    }

    List<Candidate> fitting(List<Candidate> candidates) {
        // A token has at least one byte; pictures are the exception, but their bytes are many.
        long bytes = exchange.inquiry().original().map(original -> (long) original.bytes().length).orElse(Long.MAX_VALUE);
        if (candidates.size() >= Sieve.MANY && small(sieve.facts(candidates), bytes)) {
            return candidates;
        }
        return kept(candidates, place -> fits(candidates.get(place), bytes), Rule.CONTEXT, place -> "its context of "
                + candidates.get(place).model().context().orElse(0) + " tokens is too short for at least " + least(candidates.get(place)));
    }

    /** Whether it fits even into the shortest of all. */
    private boolean small(Facts facts, long bytes) {
        if (bytes < facts.shortest()) {
            return true;
        }
        for (Candidate one : facts.families()) {
            if (least(one) > facts.shortest()) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(Candidate candidate, long bytes) {
        Optional<Integer> context = candidate.model().context();
        return context.isEmpty() || bytes < context.get() || least(candidate) <= context.get();
    }

    // Counted once for each family, and only where it might not fit.
    private long least(Candidate candidate) {
        String family = candidate.model().tokens();
        Long known = counted.get(family);
        if (known == null) {
            known = sources.least(exchange.request(), candidate.model()).orElse(0);
            counted.put(family, known);
        }
        return known;
    }

    List<Candidate> cheap(List<Candidate> candidates, double most) {
        double[] costs = sources.rough(exchange.request(), candidates);
        return kept(candidates, place -> costs[place] <= most, Rule.COST, place -> Double.isNaN(costs[place]) ? "its price is not known"
                : String.format(Locale.ROOT, "it would cost about %.6f USD, more than %.6f", costs[place], most));
    }

    List<Candidate> quick(List<Candidate> candidates, long most) {
        List<Vitals> vitals = sources.vitals(candidates);
        return kept(candidates, place -> millis(vitals.get(place)) <= most, Rule.LATENCY,
                place -> "it takes about " + millis(vitals.get(place)) + " ms, more than " + most);
    }

    private long millis(Vitals vitals) {
        var time = exchange.inquiry().stream() ? vitals.firstToken() : vitals.latency();
        return time.isPresent() ? time.get().toMillis() : 0;
    }

    // Whom nobody trusts is better than nobody.
    List<Candidate> trusted(List<Candidate> candidates) {
        Blacklist blacklist = sieve.blacklist();
        Ban ban = question.ban();
        int before = dropped.map(List::size).orElse(0);
        List<Candidate> left = kept(candidates, place -> blacklist.seconds(candidates.get(place).provider(), ban) == 0, Rule.BLACKLIST,
                place -> "its provider failed " + ban.failures() + " times or more in a row and is left out for "
                        + blacklist.seconds(candidates.get(place).provider(), ban) + " s");
        if (left.isEmpty()) {
            dropped.ifPresent(all -> all.subList(before, all.size()).clear());
            return candidates;
        }
        return left;
    }

    private List<Candidate> kept(List<Candidate> candidates, IntPredicate passes, Rule rule, IntFunction<String> why) {
        List<Candidate> kept = new ArrayList<>(candidates.size());
        for (int place = 0; place < candidates.size(); place++) {
            if (passes.test(place)) {
                kept.add(candidates.get(place));
            } else if (dropped.isPresent()) {
                dropped.get().add(new Dropped(candidates.get(place), rule, why.apply(place)));
            }
        }
        return kept.size() == candidates.size() ? candidates : kept;
    }

    private void note(List<Candidate> candidates, List<Candidate> left, Rule rule, IntFunction<String> why) {
        if (dropped.isPresent() && left.size() < candidates.size()) {
            Set<Candidate> there = new HashSet<>(left);
            for (int place = 0; place < candidates.size(); place++) {
                if (!there.contains(candidates.get(place))) {
                    dropped.get().add(new Dropped(candidates.get(place), rule, why.apply(place)));
                }
            }
        }
    }
}
