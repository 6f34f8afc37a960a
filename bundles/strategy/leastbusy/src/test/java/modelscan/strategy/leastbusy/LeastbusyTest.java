package modelscan.strategy.leastbusy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.HealthBook;
import modelscan.api.gateway.HealthBook.Breaker;
import modelscan.api.gateway.HealthBook.Vitals;
import modelscan.api.gateway.Strategy;
import modelscan.test.kit.Samples;
import modelscan.test.kit.StrategyContract;
import org.junit.jupiter.api.Test;

class LeastbusyTest extends StrategyContract {
    private static final Candidate A = Samples.candidate("a", "m");
    private static final Candidate B = Samples.candidate("b", "m");
    private static final Candidate C = Samples.candidate("c", "m");

    @Override
    protected Strategy strategy() {
        return new Leastbusy(new Known(Map.of("a", running(7), "c", running(2))));
    }

    @Test
    void putsWhoHasLeastToDoFirst() {
        assertEquals(List.of(B, C, A), strategy().order(Samples.chat("m", "hi"), List.of(A, B, C)));
    }

    private static Vitals running(int calls) {
        return new Vitals(Breaker.CLOSED, Optional.empty(), 9, 0, Optional.empty(), Optional.empty(), Optional.empty(),
                OptionalDouble.empty(), calls, Optional.empty());
    }

    /** What is known of each provider. */
    private record Known(Map<String, Vitals> vitals) implements HealthBook {
        @Override
        public Vitals vitals(Candidate candidate) {
            return vitals.getOrDefault(candidate.provider(), Vitals.UNKNOWN);
        }

        @Override
        public Map<String, Vitals> all() {
            return vitals;
        }
    }
}
