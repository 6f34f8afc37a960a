package modelscan.stage.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.HealthBook.Past;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.stage.health.Paces.Start;
import org.junit.jupiter.api.Test;

class OverviewTest {
    private static final Charts.Key A = new Charts.Key("a", "m");
    private static final Optional<Failure> TIMEOUT = Optional.of(Failure.of(ErrorCode.PROVIDER_TIMEOUT, "it took too long"));

    private final Time time = new Time();
    private final Charts charts = new Charts(time.clock(), Time.RULE, () -> { });
    private final Overview overview = new Overview(charts, null);

    @Test
    void tellsHowProvidersAreAndWere() throws IOException {
        ends(Outcome.WORKED);
        time.passes(Duration.ofSeconds(57));
        ends(Outcome.FAILED);
        time.passes(Duration.ofSeconds(3));
        JsonNode body = list("");
        assertTrue(body.path("next").isNull());
        JsonNode row = body.path("data").path(0);
        assertEquals("a", row.path("provider").asText());
        assertEquals("down", row.path("state").asText());
        assertEquals(0.95, row.path("uptime").asDouble());
        assertEquals(57, row.path("up_s").asDouble());
        assertEquals(3, row.path("down_s").asDouble());
        assertEquals(0.5, row.path("error_rate").asDouble());
        JsonNode model = row.path("models").path(0);
        assertEquals("closed", model.path("breaker").asText());
        assertEquals("provider_timeout", model.path("last_failure").path("code").asText());
        assertEquals(time.wall().minusSeconds(3).toString(), model.path("last_failure").path("at").asText());
        assertTrue(body.path("complete").asBoolean());
        assertFalse(list("30d").path("complete").asBoolean());
        assertEquals(Map.of("a/m", new Past(2, 1, Duration.ofSeconds(57), Duration.ofSeconds(3))), charts.past(Duration.ofDays(1)));
        assertEquals(0.95, charts.past(Duration.ofDays(1)).get("a/m").uptime().orElseThrow());
    }

    @Test
    void doesNotTakeForUpWhatNobodyAskedFor() throws IOException {
        charts.of(A);
        time.passes(Duration.ofHours(3));
        JsonNode row = list("").path("data").path(0);
        assertEquals("unknown", row.path("state").asText());
        assertTrue(row.path("uptime").isNull());
        assertTrue(row.path("error_rate").isNull());
        assertTrue(row.path("models").path(0).path("now").path("error_rate").isNull());
        ends(Outcome.WORKED);
        time.passes(Duration.ofHours(3));
        row = list("").path("data").path(0);
        assertEquals("unknown", row.path("state").asText());
        assertEquals(1, row.path("uptime").asDouble());
        assertEquals(60, row.path("up_s").asDouble());
    }

    @Test
    void staysDownWhileNobodyIsLetThrough() throws IOException {
        for (int i = 0; i < 5; i++) {
            ends(Outcome.FAILED);
        }
        assertTrue(charts.of(A).enter(false).refused());
        time.passes(Duration.ofSeconds(2));
        JsonNode row = list("").path("data").path(0);
        assertEquals("down", row.path("state").asText());
        assertEquals("open", row.path("models").path(0).path("breaker").asText());
        assertEquals(time.wall().plusSeconds(3).toString(), row.path("models").path(0).path("until").asText());
        assertEquals(0, row.path("uptime").asDouble(-1));
    }

    @Test
    void tellsPercentilesAndColdStartsApart() throws IOException {
        Chart chart = charts.of(A);
        for (int i = 1; i <= 100; i++) {
            chart.timed(new Chart.Times(OptionalLong.of(i * 10_000_000L), i * 20_000_000L, OptionalDouble.of(50)), Start.WARM);
        }
        chart.timed(new Chart.Times(OptionalLong.of(9_000_000_000L), 10_000_000_000L, OptionalDouble.empty()), Start.COLD);
        JsonNode now = list("").path("data").path(0).path("models").path(0).path("now");
        within(500, now.path("first_token_p50_ms"));
        within(950, now.path("first_token_p95_ms"));
        within(990, now.path("first_token_p99_ms"));
        within(1900, now.path("latency_p95_ms"));
        assertEquals(9000, now.path("cold_start_ms").asInt());
        assertEquals(1, now.path("cold_starts").asInt());
        assertEquals(50, now.path("tokens_per_second").asDouble());
    }

    private static void within(int exact, JsonNode told) {
        assertTrue(told.asInt() >= exact && told.asInt() <= exact * 1.11, told + " instead of " + exact);
    }

    @Test
    void showsThePastInParts() throws IOException {
        time.passes(Duration.ofNanos(Time.seconds(3600) - time.now() % Time.seconds(3600)));
        ends(Outcome.WORKED);
        time.passes(Duration.ofHours(2));
        ends(Outcome.FAILED);
        time.passes(Duration.ofSeconds(20));
        JsonNode row = one("a", "24h");
        assertEquals(2, row.path("history").size());
        JsonNode first = row.path("history").path(0);
        assertEquals(1, first.path("uptime").asDouble());
        assertEquals(60, first.path("up_s").asDouble());
        assertEquals(3540, first.path("unknown_s").asDouble());
        JsonNode last = row.path("history").path(1);
        assertEquals(0, last.path("uptime").asDouble(-1));
        assertEquals(20, last.path("down_s").asDouble());
        assertEquals(0, last.path("unknown_s").asDouble(-1));
        assertEquals(0.75, row.path("uptime").asDouble());
        JsonNode week = one("a", "7d");
        assertEquals(1, week.path("history").size());
        assertEquals(0.75, week.path("history").path(0).path("uptime").asDouble());
    }

    @Test
    void aProviderIsUpAsLongAsOneOfItsModelsIs() throws IOException {
        Charts.Key other = new Charts.Key("a", "other");
        ends(A, Outcome.WORKED);
        time.passes(Duration.ofSeconds(10));
        ends(other, Outcome.FAILED);
        time.passes(Duration.ofSeconds(20));
        JsonNode row = one("a", "24h");
        assertEquals("up", row.path("state").asText());
        assertEquals(1, row.path("uptime").asDouble());
        assertEquals(30, row.path("up_s").asDouble());
        assertEquals(2, row.path("models").size());
        assertEquals("down", row.path("models").path(1).path("state").asText());
        assertEquals(0, row.path("models").path(1).path("uptime").asDouble(-1));
        ends(A, Outcome.FAILED);
        time.passes(Duration.ofSeconds(10));
        row = one("a", "24h");
        assertEquals("down", row.path("state").asText());
        assertEquals(0.75, row.path("uptime").asDouble());
        assertEquals(0.75, row.path("history").path(0).path("uptime").asDouble());
        assertEquals(3, row.path("history").path(0).path("calls").asInt());
    }

    @Test
    void listsProvidersThatWereNeverCalled() throws IOException {
        FakeCall call = new FakeCall("", "");
        new HealthList(new Overview(charts, new Quiet())).serve(call);
        JsonNode row = call.json().path("data").path(0);
        assertEquals("quiet", row.path("provider").asText());
        assertEquals("unknown", row.path("state").asText());
        assertEquals("unconfigured", row.path("ready").asText());
        assertTrue(row.path("uptime").isNull());
        assertEquals(0, row.path("models").size());
    }

    @Test
    void knowsThreeWindows() {
        FailureException refused = assertThrows(FailureException.class, () -> list("1y"));
        assertEquals(ErrorCode.INVALID_REQUEST, refused.failure().code());
        assertTrue(refused.getMessage().contains("24h, 30d, 7d"), refused.getMessage());
        assertEquals(ErrorCode.NOT_FOUND, assertThrows(FailureException.class, () -> one("nobody", "")).failure().code());
    }

    private void ends(Outcome outcome) {
        ends(A, outcome);
    }

    private void ends(Charts.Key key, Outcome outcome) {
        Chart chart = charts.of(key);
        chart.leave(chart.enter(false), outcome, outcome == Outcome.FAILED ? TIMEOUT : Optional.empty());
        charts.history().ended(key, outcome);
    }

    private JsonNode list(String window) throws IOException {
        FakeCall call = new FakeCall("", window);
        new HealthList(overview).serve(call);
        return call.json();
    }

    private JsonNode one(String provider, String window) throws IOException {
        FakeCall call = new FakeCall(provider, window);
        new ProviderHealth(overview).serve(call);
        return call.json();
    }

    /** A catalog with one provider that has no key. */
    private static final class Quiet implements Catalog {
        @Override
        public List<Entry> providers() {
            return List.of(new Entry(new Provider.About("quiet", "Quiet", Provider.Mode.API, true),
                    new Provider.Health(Provider.Health.State.UNCONFIGURED, "it has no key"), Set.of(), List.of(), "quiet 1", 0));
        }

        @Override
        public List<Candidate> models() {
            return List.of();
        }

        @Override
        public List<Candidate> candidates(String model, Operation operation) {
            return List.of();
        }

        @Override
        public Reply call(Exchange exchange, Candidate candidate) {
            throw new UnsupportedOperationException();
        }
    }
}
