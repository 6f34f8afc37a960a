package modelscan.strategy.headroom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Plan;
import modelscan.api.gateway.PlanBook;
import modelscan.api.gateway.Strategy;
import modelscan.api.model.Usage;
import modelscan.test.kit.Samples;
import modelscan.test.kit.StrategyContract;
import org.junit.jupiter.api.Test;

class HeadroomTest extends StrategyContract {
    private static final Candidate A = Samples.candidate("a", "m");
    private static final Candidate B = Samples.candidate("b", "m");
    private static final Candidate C = Samples.candidate("c", "m");

    @Override
    protected Strategy strategy() {
        return headroom(Map.of("a", 0.97, "b", 0.85));
    }

    @Test
    void putsWhoIsNearItsLimitsBehind() {
        assertEquals(List.of(C, B, A), strategy().order(Samples.chat("m", "hi"), List.of(A, B, C)));
    }

    @Test
    void keepsTheOrderOfThoseWithRoom() {
        assertEquals(List.of(C, A, B), headroom(Map.of("a", 0.79, "c", 0.5)).order(Samples.chat("m", "hi"), List.of(C, A, B)));
    }

    private static Headroom headroom(Map<String, Double> used) {
        return new Headroom(new Used(used), new Headroom.Config() {
            @Override
            public int percent() {
                return 80;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return Headroom.Config.class;
            }
        });
    }

    /** How much of its limits each provider has used. */
    private record Used(Map<String, Double> used) implements PlanBook {
        @Override
        public Optional<Plan> plan(String provider) {
            return Optional.empty();
        }

        @Override
        public List<Standing> standings(Candidate candidate) {
            return List.of();
        }

        @Override
        public double used(Candidate candidate) {
            return used.getOrDefault(candidate.provider(), 0.0);
        }

        @Override
        public Duration wait(Candidate candidate, Usage usage) {
            return Duration.ZERO;
        }
    }
}
