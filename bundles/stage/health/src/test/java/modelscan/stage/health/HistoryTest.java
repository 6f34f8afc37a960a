package modelscan.stage.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Charts.Key A = new Charts.Key("a", "m");

    private final Time time = new Time();
    private final Charts charts = new Charts(time.clock(), Time.RULE, () -> { });
    private final History history = charts.history();
    private final Archivist archivist = new Archivist(charts, Optional.empty());

    @Test
    void addsUpByHourAndForgetsAfterADay() {
        history.ended(A, Outcome.WORKED);
        history.ended(A, Outcome.FAILED);
        history.ended(A, Outcome.TOLD_NOTHING);
        history.took(A, new Chart.Times(OptionalLong.of(200_000_000), 900_000_000, OptionalDouble.empty()));
        assertEquals(new Tally(2, 1, 1, 200, 1, 900, 0, 0), history.since(history.hour()).get(A));
        time.passes(Duration.ofHours(25));
        archivist.save();
        assertEquals(Map.of(), history.since(0));
    }

    @Test
    void holdsNoMoreThanIsAllowed() {
        for (int i = 0; i < History.MOST + 50; i++) {
            history.ended(new Charts.Key("p", "m" + i), Outcome.WORKED);
        }
        history.ended(new Charts.Key("p", "m0"), Outcome.WORKED);
        assertEquals(History.MOST, history.since(0).size());
        assertEquals(2, history.since(0).get(new Charts.Key("p", "m0")).calls());
    }
}
