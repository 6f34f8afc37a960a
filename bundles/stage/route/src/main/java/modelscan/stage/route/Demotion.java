package modelscan.stage.route;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.RandomAccess;
import java.util.Set;
import java.util.function.Supplier;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.HealthBook.Breaker;
import modelscan.base.rank.Ranking;

/**
 * Puts those behind of whom it is not known whether they can do what is needed, and those last that are not to be called now.
 *
 * <p>No more than a handful are ever called: who stands far behind is looked at only when somebody reads that far.
 */
record Demotion(Sources sources, Need need) {
    private static final int HEAD = 8;
    private static final int LOOKED_AT = 64;

    /** The candidates in their new order; {@code even} if they can all do what is needed. */
    List<Candidate> of(List<Candidate> ordered, boolean even) {
        if (ordered.size() < 2) {
            return ordered;
        }
        List<Candidate> head = new ArrayList<>(HEAD);
        int place = 0;
        while (place < Math.min(LOOKED_AT, ordered.size()) && head.size() < HEAD) {
            Candidate candidate = ordered.get(place++);
            if ((even || lacking(candidate) == 0) && !open(candidate)) {
                head.add(candidate);
            }
        }
        if (place == head.size() && (even || place == ordered.size())) {
            return ordered;
        }
        return head.size() < HEAD || ordered.size() <= LOOKED_AT ? all(ordered) : new Headed(head, ordered.size(), () -> all(ordered));
    }

    private List<Candidate> all(List<Candidate> ordered) {
        double[] penalties = new double[ordered.size()];
        for (int place = 0; place < penalties.length; place++) {
            Candidate candidate = ordered.get(place);
            penalties[place] = lacking(candidate) + (open(candidate) ? 4 : 0);
        }
        return Ranking.ascending(ordered, penalties);
    }

    private int lacking(Candidate candidate) {
        Set<String> can = candidate.model().capabilities();
        int unable = need.better().isEmpty() || can.isEmpty() || can.containsAll(need.better()) ? 0 : 1;
        return unable + (need != Need.NOTHING && can.isEmpty() ? 2 : 0);
    }

    private boolean open(Candidate candidate) {
        return sources.vitals(candidate).breaker() == Breaker.OPEN;
    }

    /** A list whose first are known, and the others as soon as they are asked for. */
    private static final class Headed extends AbstractList<Candidate> implements RandomAccess {
        private final List<Candidate> head;
        private final int size;
        private final Supplier<List<Candidate>> all;
        private volatile List<Candidate> tail;

        Headed(List<Candidate> head, int size, Supplier<List<Candidate>> all) {
            this.head = head;
            this.size = size;
            this.all = all;
        }

        @Override
        public Candidate get(int place) {
            return place < head.size() ? head.get(place) : tail().get(place - head.size());
        }

        @Override
        public int size() {
            return size;
        }

        // How somebody does may have changed since: the head stays, and nobody comes twice.
        private synchronized List<Candidate> tail() {
            if (tail == null) {
                Set<Candidate> first = Collections.newSetFromMap(new IdentityHashMap<>());
                first.addAll(head);
                tail = all.get().stream().filter(candidate -> !first.contains(candidate)).toList();
            }
            return tail;
        }
    }
}
