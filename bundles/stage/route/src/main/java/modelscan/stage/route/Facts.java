package modelscan.stage.route;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import modelscan.api.gateway.Candidate;
import modelscan.base.rank.Selections;

/** What a list of candidates can do, in a form that is quick to ask; found out once for a list. */
final class Facts {
    private static final int MOST_WORDS = 100;

    private final List<Candidate> candidates;
    private final Selections<Candidate> selections;
    private final Map<String, long[]> able = new ConcurrentHashMap<>();
    private final long[] vague;
    private final Collection<Candidate> families;
    private final int shortest;

    Facts(List<Candidate> candidates) {
        this.candidates = candidates;
        this.selections = new Selections<>(candidates);
        this.vague = selections.none();
        int least = Integer.MAX_VALUE;
        Map<String, Candidate> counted = new HashMap<>();
        for (int place = 0; place < candidates.size(); place++) {
            if (candidates.get(place).model().capabilities().isEmpty()) {
                Selections.set(vague, place);
            }
            counted.putIfAbsent(candidates.get(place).model().tokens(), candidates.get(place));
            least = Math.min(least, candidates.get(place).model().context().orElse(Integer.MAX_VALUE));
        }
        this.shortest = least;
        this.families = List.copyOf(counted.values());
    }

    /** The shortest context of all; the largest number if none is known. */
    int shortest() {
        return shortest;
    }

    /** One of each family of models that count tokens in the same way. */
    Collection<Candidate> families() {
        return families;
    }

    /**
     * Those that can do all of this, or of whom nothing is known; the list itself if they all can.
     *
     * <p>Of a model without any word about what it can do, nothing is known: it gets its chance, after the others.
     */
    List<Candidate> able(Set<String> must) {
        if (must.isEmpty()) {
            return candidates;
        }
        long[] left = all(must);
        Selections.or(left, vague);
        return selections.of(left);
    }

    /** Whether all of them are known to be able to do all of this. */
    boolean even(Set<String> better) {
        return selections.of(all(better)) == candidates && selections.of(vague).isEmpty();
    }

    private long[] all(Set<String> words) {
        long[] left = selections.everybody();
        for (String word : words) {
            Selections.and(left, able(word));
        }
        return left;
    }

    private long[] able(String word) {
        long[] known = able.get(word);
        if (known == null) {
            known = bits(word);
            if (able.size() < MOST_WORDS) {
                able.put(word, known);
            }
        }
        return known;
    }

    private long[] bits(String word) {
        long[] bits = selections.none();
        for (int place = 0; place < candidates.size(); place++) {
            if (candidates.get(place).model().capabilities().contains(word)) {
                Selections.set(bits, place);
            }
        }
        return bits;
    }
}
