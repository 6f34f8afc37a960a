package modelscan.strategy.weighted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Strategy;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.FailureException;
import modelscan.api.model.Message;
import modelscan.test.kit.Samples;
import modelscan.test.kit.StrategyContract;
import org.junit.jupiter.api.Test;

class WeightedTest extends StrategyContract {
    private static final Candidate A = Samples.candidate("a", "m");
    private static final Candidate B = Samples.candidate("b", "m");
    private static final Candidate C = Samples.candidate("c", "m");

    @Override
    protected Strategy strategy() {
        return weighted("a=3", "b/m=1", "c=0");
    }

    @Test
    void letsWhoHasThreeTimesTheWeightBeFirstThreeTimesAsOften() {
        Strategy strategy = strategy();
        Map<Candidate, Integer> first = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            List<Candidate> order = strategy.order(Samples.chat("m", "hi"), List.of(C, A, B));
            assertEquals(C, order.getLast());
            first.merge(order.getFirst(), 1, Integer::sum);
        }
        assertEquals(0.75, first.get(A) / 20_000.0, 0.02);
        assertEquals(0.25, first.get(B) / 20_000.0, 0.02);
    }

    @Test
    void prefersTheWeightsOfTheRoute() {
        Exchange exchange = Samples.chat(ChatRequest.of("m", Message.user("hi")), Map.of("weights", "a=0, b=0"));
        assertEquals(List.of(C, A, B), strategy().order(exchange, List.of(A, B, C)));
    }

    @Test
    void saysWhichWeightIsNone() {
        assertTrue(assertThrows(FailureException.class, () -> weighted("groq")).failure().message().contains("'groq' is no weight"));
        assertThrows(FailureException.class, () -> weighted("groq=-1"));
        assertThrows(FailureException.class, () -> weighted("groq=NaN"));
    }

    @Test
    void isFairAmongHundredsToo() {
        List<Candidate> many = IntStream.range(0, 300).mapToObj(i -> Samples.candidate("p" + i % 3, "m" + i)).toList();
        Strategy strategy = weighted("p0=6", "p1=3", "p2=1");
        Map<String, Integer> first = new HashMap<>();
        Map<String, Integer> second = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            List<Candidate> order = strategy.order(Samples.chat("m", "hi"), many);
            first.merge(order.getFirst().provider(), 1, Integer::sum);
            second.merge(order.get(1).provider(), 1, Integer::sum);
        }
        for (Map<String, Integer> place : List.of(first, second)) {
            assertEquals(0.6, place.get("p0") / 20_000.0, 0.02);
            assertEquals(0.3, place.get("p1") / 20_000.0, 0.02);
            assertEquals(0.1, place.get("p2") / 20_000.0, 0.02);
        }
    }

    private static Weighted weighted(String... weights) {
        return new Weighted(new Weighted.Config() {
            @Override
            public String[] weights() {
                return weights;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return Weighted.Config.class;
            }
        }, new Random(5)::nextDouble);
    }
}
