package modelscan.strategy.balanced;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Estimates;
import modelscan.api.gateway.HealthBook;
import modelscan.api.gateway.HealthBook.Breaker;
import modelscan.api.gateway.HealthBook.Vitals;
import modelscan.api.gateway.Strategy;
import modelscan.api.model.Request;
import modelscan.test.kit.Samples;
import modelscan.test.kit.StrategyContract;
import org.junit.jupiter.api.Test;

class BalancedTest extends StrategyContract {
    private static final Candidate A = Samples.candidate("a", "m");
    private static final Candidate B = Samples.candidate("b", "m");
    private static final Candidate C = Samples.candidate("c", "m");

    private static final Costs COSTS = new Costs(Map.of("a", 1.0, "b", 0.2, "c", 0.1));

    @Override
    protected Strategy strategy() {
        return balanced(Map.of("a", vitals(100, 0), "b", vitals(300, 0), "c", vitals(1000, 0)));
    }

    @Test
    void findsTheBestMixOfCostAndTime() {
        // a: 1 + 0.1, b: 0.2 + 0.3, c: 0.1 + 1
        assertEquals(B, strategy().order(Samples.chat("m", "hi"), List.of(A, B, C)).getFirst());
    }

    @Test
    void countsFailuresTwice() {
        // b: 0.5 + 2 × 0.4
        assertEquals(B, balanced(Map.of("a", vitals(100, 0), "b", vitals(300, 0.4), "c", vitals(1000, 0)))
                .order(Samples.chat("m", "hi"), List.of(A, B, C)).getLast());
    }

    @Test
    void takesTheUnknownForTheMiddle() {
        // a: 1 + 0.5, c: 0.1 + 0.5
        assertEquals(List.of(C, B, A), balanced(Map.of("b", vitals(500, 0))).order(Samples.chat("m", "hi"), List.of(A, B, C)));
    }

    private static Balanced balanced(Map<String, Vitals> vitals) {
        return new Balanced(COSTS, new Known(vitals), new Balanced.Config() {
            @Override
            public double cost() {
                return 1;
            }

            @Override
            public double time() {
                return 1;
            }

            @Override
            public double errors() {
                return 2;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return Balanced.Config.class;
            }
        });
    }

    private static Vitals vitals(int firstToken, double errors) {
        return new Vitals(Breaker.CLOSED, Optional.empty(), 9, errors, Optional.of(Duration.ofMillis(firstToken)), Optional.empty(),
                Optional.empty(), OptionalDouble.empty(), 0, Optional.empty());
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
}
