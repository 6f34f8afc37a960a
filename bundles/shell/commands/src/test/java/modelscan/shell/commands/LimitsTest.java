package modelscan.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.Plan.Window;
import modelscan.api.gateway.Plan;
import modelscan.api.gateway.PlanBook;
import modelscan.api.gateway.PlanDesk;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Reply;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.api.model.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {
    private static final Plan.Limit SHARED = new Plan.Limit(What.REQUESTS, Window.DAY, BigDecimal.valueOf(50), Set.of());
    private final Limits limits = new Limits(new Shop(), new Book(), new Counter());
    private final List<String> changes = new ArrayList<>();

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

    @Test
    void showsHowOldAPlanIs() {
        JsonNode row = limits.limits(Fakes.session(), "p").json().path("limits").path(0);
        assertEquals("2026-01-01 true", row.path("verified").asText() + " " + row.path("stale").asText());
    }

    @Test
    void changesInTheNameOfTheShell() {
        assertEquals(1, limits.limits(Fakes.session(), "q", "plan", "free").json().path("limits").size());
        limits.limits(Fakes.session(), "q", "set", "{\"limits\":[{\"rpm\":5}]}");
        limits.limits(Fakes.session(), "q", "clear");
        assertEquals(List.of("q {\"plan\":\"free\"} shell", "q {\"limits\":[{\"rpm\":5}]} shell", "q {} shell"), changes);
        for (String[] wrong : new String[][] {{"q", "plans", "x"}, {"q", "plan"}, {"q", "set", "{"}, {"nobody", "clear"}, {"import"},
                {"import", "limits.csv"}, {"prices", "/no/such/file.csv"}}) {
            assertThrows(FailureException.class, () -> limits.limits(Fakes.session(), wrong), String.join(" ", wrong));
        }
        assertEquals(3, changes.size());
    }

    @Test
    void takesFiles(@TempDir Path folder) throws Exception {
        Path table = Files.writeString(folder.resolve("limits.csv"), "provider,limit,amount");
        assertEquals("q", limits.limits(Fakes.session(), "import", table.toString()).json().path("limits").path(0).path("provider").asText());
        Path json = Files.writeString(folder.resolve("prices.json"), "[]");
        JsonNode done = limits.limits(Fakes.session(), "prices", json.toString()).json().path("prices").path(0);
        assertEquals("2 1 a/b", done.path("changed").asText() + " " + done.path("same").asText() + " " + done.path("skipped").asText());
        assertEquals(List.of("limits true shell", "prices false shell"), changes);
    }

    private final class Counter implements PlanDesk {
        @Override
        public void limits(String provider, JsonNode terms, String actor) {
            changes.add(provider + " " + terms + " " + actor);
        }

        @Override
        public List<String> importLimits(byte[] file, boolean table, String actor) {
            changes.add("limits " + table + " " + actor);
            return List.of("q");
        }

        @Override
        public Report importPrices(byte[] file, boolean table, String actor) {
            changes.add("prices " + table + " " + actor);
            return new Report(2, 1, List.of("a/b"));
        }

        @Override
        public boolean stale(Optional<LocalDate> verified) {
            return verified.isPresent();
        }
    }

    private static final class Book implements PlanBook {
        @Override
        public Optional<Plan> plan(String provider) {
            return Optional.of(new Plan("gold", "Gold", Optional.empty(), List.of(SHARED), Optional.empty(),
                    Optional.of(LocalDate.parse("2026-01-01"))));
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
