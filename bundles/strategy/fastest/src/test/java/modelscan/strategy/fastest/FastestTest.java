package modelscan.strategy.fastest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.annotation.Annotation;
import java.time.Duration;
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

class FastestTest extends StrategyContract {
    private static final Candidate A = Samples.candidate("a", "m");
    private static final Candidate B = Samples.candidate("b", "m");
    private static final Candidate C = Samples.candidate("c", "m");

    private static final HealthBook HEALTH = new Known(Map.of("a", vitals(100, 10, 5000), "b", vitals(900, 1000, 950)));

    @Override
    protected Strategy strategy() {
        return new Fastest(HEALTH, words(200, false, 3), () -> 0.5);
    }

    @Test
    void countsTheWholeAnswerAndPutsTheUnknownLast() {
        assertEquals(List.of(B, A, C), strategy().order(Samples.chat("m", "hi"), List.of(A, C, B)));
    }

    @Test
    void goesByTheFirstTokenWhenAnswersAreShort() {
        assertEquals(List.of(A, B, C), new Fastest(HEALTH, words(0, false, 3), () -> 0.5).order(Samples.chat("m", "hi"), List.of(C, B, A)));
    }

    @Test
    void goesByTheSlowestWhenItShallBeSteady() {
        assertEquals(List.of(B, A, C), new Fastest(HEALTH, words(0, true, 3), () -> 0.5).order(Samples.chat("m", "hi"), List.of(A, B, C)));
    }

    @Test
    void givesTheUnknownAChanceNowAndThen() {
        assertEquals(List.of(C, B, A), new Fastest(HEALTH, words(200, false, 3), () -> 0.02).order(Samples.chat("m", "hi"), List.of(A, B, C)));
    }

    private static Vitals vitals(int firstToken, double speed, int slowest) {
        return new Vitals(Breaker.CLOSED, Optional.empty(), 9, 0, Optional.of(Duration.ofMillis(firstToken)), Optional.empty(),
                Optional.of(Duration.ofMillis(slowest)), OptionalDouble.of(speed), 0, Optional.empty());
    }

    private static Fastest.Config words(int tokens, boolean steady, int explore) {
        return new Fastest.Config() {
            @Override
            public int tokens() {
                return tokens;
            }

            @Override
            public boolean steady() {
                return steady;
            }

            @Override
            public int explore() {
                return explore;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return Fastest.Config.class;
            }
        };
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
