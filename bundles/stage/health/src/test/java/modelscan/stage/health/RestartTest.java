package modelscan.stage.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import modelscan.api.gateway.HealthBook.Breaker;
import modelscan.api.gateway.HealthBook.Past;
import modelscan.api.gateway.HealthBook.Vitals;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.stage.health.Paces.Start;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of health is known after a restart, from a database on disk. */
class RestartTest {
    private static final Charts.Key A = new Charts.Key("a", "m");
    private static final Optional<Failure> DOWN = Optional.of(Failure.of(ErrorCode.PROVIDER_UNREACHABLE, "nobody answers"));

    @TempDir
    Path folder;
    private final Time time = new Time();
    private FileStore store;
    private Charts charts;
    private Archivist archivist;

    @BeforeEach
    void start() throws SQLException {
        store = new FileStore(folder);
        charts = new Charts(time.clock(), Time.RULE, () -> { });
        archivist = new Archivist(charts, Optional.of(store));
        archivist.open();
    }

    @AfterEach
    void stop() throws SQLException {
        archivist.deactivate();
        store.close();
    }

    private void restart(Duration pause) throws SQLException {
        stop();
        time.passes(pause);
        start();
    }

    private void killed(Duration pause) throws SQLException {
        store.close();
        time.passes(pause);
        start();
    }

    private void ends(Outcome outcome) {
        Chart chart = charts.of(A);
        chart.leave(chart.enter(false), outcome, outcome == Outcome.FAILED ? DOWN : Optional.empty());
        charts.history().ended(A, outcome);
    }

    private Vitals vitals() {
        return charts.all().get("a/m");
    }

    @Test
    void staysOpenForTheRestOfItsPause() throws SQLException {
        for (int i = 0; i < 5; i++) {
            ends(Outcome.FAILED);
        }
        restart(Duration.ofSeconds(3));
        assertEquals(Breaker.OPEN, vitals().breaker());
        assertEquals(Optional.of(time.wall().plusSeconds(2)), vitals().until());
        assertEquals(DOWN.map(Failure::message), vitals().last().map(Failure::message));
        assertTrue(charts.of(A).enter(false).refused());
        time.passes(Duration.ofSeconds(2));
        assertTrue(charts.of(A).enter(false).permit() > Fuse.CALL, "no probe");
        assertTrue(charts.of(A).enter(false).refused(), "two probes");
    }

    @Test
    void probesAtOnceWhenThePauseIsOverMeanwhile() throws SQLException {
        for (int i = 0; i < 5; i++) {
            ends(Outcome.FAILED);
        }
        restart(Duration.ofHours(1));
        assertEquals(Breaker.HALF_OPEN, vitals().breaker());
        ends(Outcome.WORKED);
        assertEquals(Breaker.CLOSED, vitals().breaker());
        restart(Duration.ofSeconds(1));
        assertEquals(Breaker.CLOSED, vitals().breaker());
    }

    @Test
    void knowsHowFastItWas() throws SQLException {
        for (int i = 1; i <= 40; i++) {
            charts.of(A).timed(new Chart.Times(OptionalLong.of(Duration.ofMillis(200 + i).toNanos()), Time.seconds(2),
                    OptionalDouble.of(80)), Start.WARM);
        }
        charts.of(A).timed(new Chart.Times(OptionalLong.empty(), Time.seconds(9), OptionalDouble.empty()), Start.COLD);
        Vitals before = vitals();
        Chart.Details details = charts.of(A).details();
        restart(Duration.ofDays(2));
        assertEquals(before, vitals());
        assertEquals(details, charts.of(A).details());
        assertTrue(before.firstToken().isPresent() && before.slowest().isPresent() && before.speed().isPresent());
        assertEquals(Start.COLD, charts.of(A).begins(Time.seconds(600), false), "the first call after a start is cold");
    }

    @Test
    void losesNothingOfItsHistory() throws SQLException, IOException {
        for (int i = 0; i < 6; i++) {
            ends(Outcome.WORKED);
            time.passes(Duration.ofSeconds(30));
            ends(Outcome.FAILED);
            time.passes(Duration.ofSeconds(10));
            restart(Duration.ofSeconds(50));
        }
        assertEquals(new Past(12, 6, Duration.ofMinutes(3), Duration.ofMinutes(1)), charts.past(Duration.ofHours(24)).get("a/m"));
        assertEquals(0.75, charts.past(Duration.ofHours(24)).get("a/m").uptime().orElseThrow());
        time.passes(Duration.ofDays(3));
        assertFalse(charts.past(Duration.ofHours(24)).containsKey("a/m"));
        assertEquals(12, charts.past(Duration.ofDays(7)).get("a/m").calls());
        FakeCall call = new FakeCall("a", "30d");
        new ProviderHealth(new Overview(charts, null)).serve(call);
        assertTrue(call.json().path("complete").asBoolean());
        assertEquals(0.75, call.json().path("uptime").asDouble());
        assertEquals(12, call.json().path("history").path(0).path("calls").asInt());
        time.passes(Duration.ofDays(28));
        ends(Outcome.WORKED);
        archivist.save();
        assertEquals(1, charts.past(Duration.ofDays(30)).get("a/m").calls());
    }

    @Test
    void losesNoMoreThanWhatWasNotSavedWhenItIsKilled() throws SQLException {
        for (int i = 0; i < 5; i++) {
            ends(Outcome.FAILED);
        }
        archivist.save();
        ends(Outcome.TOLD_NOTHING);
        killed(Duration.ofSeconds(1));
        assertEquals(Breaker.OPEN, vitals().breaker());
        assertEquals(5, charts.past(Duration.ofHours(1)).get("a/m").failures());
    }

    @Test
    void tellsWhenSomethingIsToBeSavedSoon() {
        int[] turns = {0};
        charts.onTurn(() -> turns[0]++);
        for (int i = 0; i < 5; i++) {
            ends(Outcome.FAILED);
        }
        assertEquals(1, turns[0]);
        time.passes(Duration.ofSeconds(5));
        ends(Outcome.WORKED);
        assertEquals(2, turns[0]);
    }

    @Test
    void doesNotUseWhatItCannotRead() throws SQLException {
        ends(Outcome.WORKED);
        archivist.save();
        store.write(on -> on.createStatement().executeUpdate("update health_chart set body = '{\"paces\":{\"latencies\":\"x\"}}'"));
        killed(Duration.ofSeconds(1));
        assertTrue(charts.history().lasting());
        assertEquals(Breaker.CLOSED, charts.of(A).vitals().breaker());
    }
}
