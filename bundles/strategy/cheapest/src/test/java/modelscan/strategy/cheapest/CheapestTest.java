package modelscan.strategy.cheapest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Estimates;
import modelscan.api.gateway.Strategy;
import modelscan.api.model.Request;
import modelscan.test.kit.Samples;
import modelscan.test.kit.StrategyContract;
import org.junit.jupiter.api.Test;

class CheapestTest extends StrategyContract {
    private static final Candidate A = Samples.candidate("a", "m");
    private static final Candidate B = Samples.candidate("b", "m");
    private static final Candidate C = Samples.candidate("c", "m");

    @Override
    protected Strategy strategy() {
        return new Cheapest(new Costs(Map.of("a", 0.3, "c", 0.1)));
    }

    @Test
    void putsTheCheapestFirstAndWhoHasNoPriceLast() {
        assertEquals(List.of(C, A, B), strategy().order(Samples.chat("m", "hi"), List.of(A, B, C)));
    }

    /** What each provider costs. */
    private record Costs(Map<String, Double> each) implements Estimates {
        @Override
        public Estimate of(Request request, Candidate candidate) {
            throw new UnsupportedOperationException("an order needs rough costs only");
        }

        @Override
        public double[] rough(Request request, List<Candidate> candidates) {
            return candidates.stream().mapToDouble(candidate -> each.getOrDefault(candidate.provider(), Double.NaN)).toArray();
        }
    }

    @Test
    void keepsTheOrderWhileNobodyEstimates() {
        List<Candidate> candidates = List.of(Samples.candidate("b", "m"), Samples.candidate("a", "m"));
        assertEquals(candidates, new Cheapest().order(Samples.chat("m", "hi"), candidates));
    }
}
