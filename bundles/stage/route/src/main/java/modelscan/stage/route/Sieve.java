package modelscan.stage.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.base.rank.Remembered;

/** Leaves out candidates that cannot or may not serve a request, and says why if somebody wants to know. */
final class Sieve {
    private static final int LISTS = 256;
    /** Fewer are looked at one by one: a list of a few is often made for one request only. */
    static final int MANY = 16;

    private final Sources sources;
    private final Map<String, Set<String>> labels;
    private final Blacklist blacklist;
    private final Remembered<List<Candidate>, Facts> facts = new Remembered<>(LISTS, Facts::new);

    /** What is asked of candidates. */
    record Question(Exchange exchange, Need need, Bounds bounds, Ban ban) {
    }

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
        LATENCY,
        /** Its provider failed too often. */
        BLACKLIST
    }

    Sieve(Sources sources, Map<String, Set<String>> labels, Blacklist blacklist) {
        this.sources = sources;
        this.labels = labels;
        this.blacklist = blacklist;
    }

    /** What is known of these candidates. */
    Facts facts(List<Candidate> candidates) {
        return candidates.size() < MANY ? new Facts(candidates) : facts.of(candidates);
    }

    /** Those that pass; why the others do not is added to {@code dropped}, if that is there. */
    List<Candidate> pass(Question question, List<Candidate> candidates, Optional<List<Dropped>> dropped) {
        Sifting sifting = new Sifting(this, question, dropped);
        Bounds bounds = question.bounds();
        List<Candidate> left = sifting.allowed(candidates);
        left = sifting.able(left, question.need().must());
        left = sifting.able(left, bounds.capabilities());
        left = bounds.labels().isEmpty() ? left : sifting.labelled(left);
        // Whether it fits is asked only when there is a choice; the only one tells by itself.
        left = candidates.size() > 1 ? sifting.fitting(left) : left;
        left = bounds.cost().isPresent() ? sifting.cheap(left, bounds.cost().getAsDouble()) : left;
        left = bounds.latency().isPresent() ? sifting.quick(left, bounds.latency().getAsLong()) : left;
        return question.ban().none() || blacklist.empty() || left.size() < 2 ? left : sifting.trusted(left);
    }

    Sources sources() {
        return sources;
    }

    Blacklist blacklist() {
        return blacklist;
    }

    /** What the owner said of a provider. */
    Set<String> labels(String provider) {
        return labels.getOrDefault(provider, Set.of());
    }
}
