package modelscan.test.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Strategy;
import org.junit.jupiter.api.Test;

/** What every strategy must keep to; extend it and give it yours. */
public abstract class StrategyContract {
    private static final List<Candidate> CANDIDATES = List.of(Samples.candidate("a", "one"), Samples.candidate("b", "one"),
            Samples.candidate("c", "two"), Samples.candidate("a", "two"));

    /** The strategy under test. */
    protected abstract Strategy strategy();

    @Test
    protected void namesNobodyTwiceAndNobodyNew() {
        List<Candidate> ordered = strategy().order(exchange(), CANDIDATES);
        Set<Candidate> distinct = new HashSet<>(ordered);
        assertEquals(distinct.size(), ordered.size(), "a candidate is named twice: " + ordered);
        assertTrue(CANDIDATES.containsAll(distinct), "somebody is named who was not there: " + ordered);
    }

    @Test
    protected void leavesAtLeastOneOfSeveral() {
        assertTrue(!strategy().order(exchange(), CANDIDATES).isEmpty());
    }

    @Test
    protected void takesTheOnlyOne() {
        List<Candidate> only = List.of(Samples.candidate("a", "one"));
        assertEquals(only, strategy().order(exchange(), only));
    }

    @Test
    protected void takesNobodyForNobody() {
        assertEquals(List.of(), strategy().order(exchange(), List.of()));
    }

    @Test
    protected void doesNotChangeTheListItIsGiven() {
        List<Candidate> given = new ArrayList<>(CANDIDATES);
        strategy().order(exchange(), given);
        assertEquals(CANDIDATES, given);
    }

    @Test
    protected void worksForManyAtOnce() throws Exception {
        Strategy strategy = strategy();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Candidate>>> running = new ArrayList<>();
            for (int caller = 0; caller < 200; caller++) {
                running.add(threads.submit(() -> strategy.order(exchange(), CANDIDATES)));
            }
            for (Future<List<Candidate>> future : running) {
                assertTrue(CANDIDATES.containsAll(future.get()));
            }
        }
    }

    private static Exchange exchange() {
        return Samples.chat("one", "hello");
    }
}
