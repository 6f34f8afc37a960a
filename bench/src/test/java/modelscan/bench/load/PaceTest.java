package modelscan.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void aClosedLoopIsAlwaysDue() {
        Pace pace = Pace.closed();
        pace.begin(5);
        pace.started();
        assertEquals(77, pace.due(77));
    }

    @Test
    void anOpenLoopKeepsItsTimesHoweverLateItIs() {
        Pace pace = Pace.perSecond(1000);
        pace.begin(500);
        assertEquals(500, pace.due(9_000_000));
        pace.started();
        assertEquals(1_000_500, pace.due(9_000_000));
        pace.started();
        assertEquals(2_000_500, pace.due(0));
    }

    @Test
    void noRateIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Pace.perSecond(0));
    }
}
