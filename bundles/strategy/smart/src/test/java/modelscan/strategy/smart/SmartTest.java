package modelscan.strategy.smart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Estimates;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Strategy;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Message;
import modelscan.api.model.Operation;
import modelscan.api.model.Request;
import modelscan.test.kit.Samples;
import modelscan.test.kit.StrategyContract;
import org.junit.jupiter.api.Test;

class SmartTest extends StrategyContract {
    private static final Candidate SMALL = candidate("small");
    private static final Candidate MIDDLE = candidate("middle");
    private static final Candidate LARGE = candidate("large", "reasoning");
    private static final Candidate HUGE = candidate("huge", "reasoning");
    private static final Candidate DEAR = candidate("dear");
    private static final List<Candidate> ALL = List.of(DEAR, MIDDLE, SMALL, HUGE, LARGE);

    @Override
    protected Strategy strategy() {
        return new Smart(new Costs(Map.of("small", 0.1, "middle", 0.5, "large", 0.9, "huge", 3.0, "dear", 9.0)));
    }

    @Test
    void takesTheCheapestForLightWork() {
        assertEquals(SMALL, first("Say hello", Map.of()));
        assertEquals(SMALL, first("x".repeat(50_000), Map.of("mode", "flash")));
    }

    @Test
    void takesTheMiddleForUsualWork() {
        assertEquals(LARGE, first("Tell me about this. ".repeat(100), Map.of()));
    }

    @Test
    void takesAStrongOneThatReasonsForHardWork() {
        assertEquals(HUGE, first("x".repeat(50_000), Map.of()));
        assertEquals(HUGE, first("hi", Map.of("mode", "think")));
        assertEquals(HUGE, first("hi", Map.of("mode", "ultra-think")));
    }

    @Test
    void keepsThoseWhoDoNotReasonForTheCaseThatTheOthersFail() {
        assertEquals(List.of(HUGE, LARGE, DEAR, MIDDLE, SMALL), strategy().order(exchange("hi", Map.of("mode", "ultra-think")), ALL));
    }

    private Candidate first(String text, Map<String, String> wishes) {
        return strategy().order(exchange(text, wishes), ALL).getFirst();
    }

    private static Exchange exchange(String text, Map<String, String> wishes) {
        return Samples.chat(ChatRequest.of("auto", Message.user(text)), wishes);
    }

    private static Candidate candidate(String provider, String... capabilities) {
        return new Candidate(provider, new Model("m", Set.of(Operation.CHAT), Optional.empty(), Optional.empty(),
                Set.of(capabilities), Optional.empty(), Optional.empty(), Optional.empty()));
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
