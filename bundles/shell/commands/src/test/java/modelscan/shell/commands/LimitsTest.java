package modelscan.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Plan;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.Plan.Window;
import modelscan.api.gateway.PlanBook;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Reply;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.api.model.Usage;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Plan.Limit SHARED = new Plan.Limit(What.REQUESTS, Window.DAY, BigDecimal.valueOf(50), Set.of());
    private final Limits limits = new Limits(new Shop(), new Book());

    @Test
    void showsALimitThatModelsShareOnce() {
        JsonNode rows = limits.limits(Fakes.session()).json().path("limits");
        assertEquals(2, rows.size());
        assertEquals("p", rows.path(0).path("provider").asText());
        assertEquals("gold", rows.path(0).path("plan").asText());
        assertEquals("40", rows.path(0).path("used").asText());
        assertEquals("80%", rows.path(0).path("share").asText());
        assertEquals("2026-11-22T00:00:00Z", rows.path(0).path("resets").asText());
    }

    @Test
    void showsOneProvider() {
        assertEquals(1, limits.limits(Fakes.session(), "q").json().path("limits").size());
        assertThrows(FailureException.class, () -> limits.limits(Fakes.session(), "nobody"));
    }

    private static final class Book implements PlanBook {
        @Override
        public Optional<Plan> plan(String provider) {
            return Optional.of(new Plan("gold", "Gold", Optional.empty(), List.of(SHARED), Optional.empty(), Optional.empty()));
        }

        @Override
        public List<Standing> standings(Candidate candidate) {
            return List.of(new Standing(SHARED, BigDecimal.valueOf(40), Optional.of(Instant.parse("2026-11-22T00:00:00Z")), false));
        }

        @Override
        public double used(Candidate candidate) {
            return 0.8;
        }

        @Override
        public Duration wait(Candidate candidate, Usage usage) {
            return Duration.ZERO;
        }
    }

    private static final class Shop implements Catalog {
        @Override
        public List<Entry> providers() {
            return List.of(entry("p"), entry("q"));
        }

        private static Entry entry(String id) {
            return new Entry(new Provider.About(id, id, Provider.Mode.API, true), Provider.Health.UP, Set.of(), List.of(), "b", 0);
        }

        @Override
        public List<Candidate> models() {
            return List.of(new Candidate("p", Model.unknown("one", Operation.CHAT)), new Candidate("p", Model.unknown("two", Operation.CHAT)),
                    new Candidate("q", Model.unknown("one", Operation.CHAT)));
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
