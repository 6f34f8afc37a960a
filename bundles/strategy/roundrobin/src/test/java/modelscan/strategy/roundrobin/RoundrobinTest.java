package modelscan.strategy.roundrobin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Strategy;
import modelscan.test.kit.Samples;
import modelscan.test.kit.StrategyContract;
import org.junit.jupiter.api.Test;

class RoundrobinTest extends StrategyContract {
    private static final Candidate A = Samples.candidate("a", "m");
    private static final Candidate B = Samples.candidate("b", "m");
    private static final Candidate C = Samples.candidate("c", "m");

    @Override
    protected Strategy strategy() {
        return new Roundrobin();
    }

    @Test
    void letsEverybodyBeFirstInTurn() {
        Strategy strategy = strategy();
        List<List<Candidate>> orders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            orders.add(strategy.order(Samples.chat("m", "hi"), List.of(A, B, C)));
        }
        assertEquals(List.of(List.of(A, B, C), List.of(B, C, A), List.of(C, A, B), List.of(A, B, C)), orders);
    }

    @Test
    void countsTurnsForEachNameByItself() {
        Strategy strategy = strategy();
        for (int i = 0; i < 10; i++) {
            Candidate expected = i % 2 == 0 ? A : B;
            assertEquals(expected, strategy.order(Samples.chat("m", "hi"), List.of(A, B)).getFirst());
            assertEquals(expected, strategy.order(Samples.chat("other", "hi"), List.of(A, B)).getFirst());
        }
    }

    @Test
    void staysFairWithMoreNamesThanItKnows() {
        Strategy strategy = strategy();
        for (int i = 0; i < 2000; i++) {
            strategy.order(Samples.chat("m" + i, "hi"), List.of(A, B));
        }
        Candidate first = strategy.order(Samples.chat("m9998", "hi"), List.of(A, B)).getFirst();
        assertTrue(first != strategy.order(Samples.chat("m9999", "hi"), List.of(A, B)).getFirst());
    }
}
