package modelscan.stage.budget;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was charged for the latest requests, until the keeper comes to them in the journal: what was worked out once need not
 * be read and worked out again.
 */
final class Fresh {
    private static final int MOST = 200_000;

    private final Purses purses;
    private volatile long round;
    private final Map<String, Charged> charged = new ConcurrentHashMap<>();

    /** A charge of a purse. */
    record Charges(Purse purse, Charge charge) {
    }

    private record Charged(int generation, long round, List<Charges> all) {
    }

    Fresh(Purses purses) {
        this.purses = purses;
    }

    /** Remembers what a request was charged by the purses of this generation, if there is room. */
    void add(String request, int generation, List<Charges> all) {
        if (charged.size() < MOST) {
            charged.put(request, new Charged(generation, round, all));
        }
    }

    /** Another round of the keeper is over: what it has passed by before it was remembered is forgotten. */
    void turn() {
        round++;
        charged.values().removeIf(one -> one.round < round - 2);
    }

    /** What it was charged, if the purses are the same ones still; it is forgotten. */
    Optional<List<Charges>> take(String request) {
        Charged known = charged.remove(request);
        return known == null || known.generation != purses.generation() ? Optional.empty() : Optional.of(known.all);
    }
}
