package modelscan.strategy.headroom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
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

    @Test
    void asksNoFurtherWhenEnoughHaveRoomAndNobodyKeepsTheOrder() {
        List<Candidate> many = IntStream.range(0, 100).mapToObj(i -> Samples.candidate("p" + i, "m")).toList();
        Map<String, Double> used = new HashMap<>(Map.of("p0", 0.9, "p99", 1.0));
        List<Candidate> ordered = headroom(used).order(Samples.chat("m", "hi"), many);
        assertEquals(many.subList(1, 17), ordered.subList(0, 16));
        assertEquals(many.getFirst(), ordered.getLast());
        many.forEach(candidate -> used.put(candidate.provider(), 1.0));
        used.put("p77", 0.1);
        used.put("p50", 0.9);
        assertEquals(List.of(many.get(77), many.get(50), many.get(0)), headroom(used).order(Samples.chat("m", "hi"), many).subList(0, 3));
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
