package modelscan.stage.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Audit;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.PriceOverrides;
import modelscan.api.gateway.Prices;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Reply;
import modelscan.api.model.FailureException;
import modelscan.api.model.Money;
import modelscan.api.model.Operation;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.test.kit.TestFramework;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.ServiceReference;

class PricesTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Prices SHIPPED = new Prices(USD, Map.of(Unit.INPUT, new BigDecimal("0.000001"), Unit.OUTPUT, new BigDecimal("0.000002")));

    private final TestFramework framework = TestFramework.start();
    private final FakeStore store = new FakeStore();
    private final List<Audit.Change> told = new ArrayList<>();
    private final Trail trail = new Trail().telling(told::add);
    private final FakeTimes clock = new FakeTimes();
    private final Gates gates = new Gates(clock.times());
    private final PriceShelf shelf = new PriceShelf(framework.context());
    private final Shop shop = new Shop();
    private final PriceKeeping keeping = new PriceKeeping(shelf, shop, Tables.of(store), trail, clock.wall::get);
    private final ImportPrices files = new ImportPrices(new Desk(gates, new Agreements(gates, Tables.of(store), trail), keeping,
            Words.settings(0, 0)));
    private final PriceList list = new PriceList(shop, shelf, keeping, gates, Words.settings(0, 0));

    @AfterEach
    void stop() {
        shelf.deactivate();
        framework.close();
    }

    @Test
    void importedPricesHoldAndTheOthersStay() throws Exception {
        ServiceReference<PriceOverrides> seen = framework.context().getServiceReference(PriceOverrides.class);
        Object before = seen.getProperty("modelscan.prices.revision");
        JsonNode report = FakeCall.answer(files, Map.of(), """
                [{"provider":"p","model":"m","per":1000000,"output":"3.5","tiers":[{"above":200000,"output":"7"}],
                  "source":"https://example.com","verified":"2026-11-20"}, {"provider":"gone","model":"x","input":1}]""");
        assertEquals(1, report.path("changed").asInt());
        assertEquals("gone/x", report.path("skipped").path(0).asText());
        assertEquals(1, (int) seen.getProperty("modelscan.prices.revision") - (int) before, "the catalog is told");
        Prices prices = shelf.prices("p", "m").orElseThrow();
        assertEquals(new Cost.Known(Money.of("0.0000045", "USD")), prices.cost(Usage.NONE.with(Unit.INPUT, 1).with(Unit.OUTPUT, 1)));
        JsonNode lines = FakeCall.answer(list, Map.of("provider", "p", "unit", "output"), "").path("data");
        assertEquals(2, lines.size());
        assertEquals("0.0000035", lines.path(0).path("price").asText());
        assertEquals(200_000, lines.path(1).path("above").asInt());
        assertEquals("2026-11-20", lines.path(0).path("verified").asText());
        assertEquals(false, lines.path(0).path("stale").booleanValue());
    }

    @Test
    void everyChangeIsInTheHistoryAndSurvivesARestart() throws Exception {
        for (String price : List.of("1", "2", "2", "3")) {
            FakeCall.answer(files, Map.of(), "text/csv", "provider,model,unit,price,currency,per\np,m,input," + price + ",USD,1000000\n");
            clock.pass(Duration.ofDays(1));
        }
        JsonNode history = FakeCall.answer(list, Map.of("provider", "p", "model", "m", "history", "true"), "").path("data");
        List<String> inputs = new ArrayList<>();
        history.forEach(line -> {
            if (line.path("unit").asText().equals("input")) {
                inputs.add(line.path("price").asText() + " " + Instant.parse(line.path("imported").asText()).toString().substring(0, 10)
                        + " " + line.path("author").asText());
            }
        });
        assertEquals(List.of("0.000003 2026-11-24 admin", "0.000002 2026-11-22 admin", "0.000001 2026-11-21 admin"), inputs);
        PriceShelf again = new PriceShelf(framework.context());
        new PriceKeeping(again, shop, Tables.of(store), trail, clock.wall::get);
        assertEquals(shelf.prices("p", "m"), again.prices("p", "m"));
        FakeCall.answer(files, Map.of(), "[{\"provider\":\"p\",\"model\":\"m\",\"remove\":true}]");
        assertEquals(Optional.empty(), shelf.prices("p", "m"));
        again.deactivate();
    }

    @Test
    void whoChangedWhatIsTold() throws Exception {
        FakeCall.answer(files, Map.of(), "[{\"provider\":\"p\",\"model\":\"m\",\"per\":1000000,\"input\":3}]");
        FakeCall.answer(files, Map.of(), "[{\"provider\":\"p\",\"model\":\"m\",\"per\":1000000,\"input\":3}]");
        FakeCall.answer(files, Map.of(), "[{\"provider\":\"p\",\"model\":\"m\",\"remove\":true}]");
        assertEquals(List.of("price.set", "price.cleared"), told.stream().map(Audit.Change::action).toList());
        Audit.Change first = told.getFirst();
        assertEquals("admin p/m", first.actor() + " " + first.subject());
        assertEquals("0.000001", first.before().path("input").asText());
        assertEquals("0.000003", first.after().path("input").asText());
        assertEquals(first.before(), told.getLast().after());
    }

    @Test
    void oldPricesAreToldOnceADayHoweverOftenItStarts() {
        Freshness freshness = new Freshness(shop, gates, shelf, Tables.of(store), Words.settings(0, 0));
        assertEquals(Optional.of("0 plans and 1 prices in use were not compared with their source for more than 7 days, the oldest since"
                + " 2026-01-01; /api/plans and /api/prices name them"), freshness.warning());
        assertEquals(Optional.empty(), freshness.warning());
        assertEquals(Optional.empty(), new Freshness(shop, gates, shelf, Tables.of(store), Words.settings(0, 0)).warning());
        clock.pass(Duration.ofDays(1));
        assertTrue(freshness.warning().isPresent());
    }

    @Test
    void listsComeInParts() throws Exception {
        JsonNode first = FakeCall.answer(list, Map.of("limit", "1"), "");
        assertEquals(1, first.path("data").size());
        JsonNode second = FakeCall.answer(list, Map.of("limit", "1", "cursor", first.path("next").asText()), "");
        assertEquals("output", second.path("data").path(0).path("unit").asText());
        assertEquals(true, second.path("next").isNull());
        assertEquals(true, second.path("data").path(0).path("stale").booleanValue(), "shipped in January");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[{}]", "[{\"provider\":\"p\",\"model\":\"m\",\"inputs\":1}]", "[{\"provider\":\"p\",\"model\":\"m\",\"input\":-1}]",
            "[{\"provider\":\"p\",\"model\":\"m\",\"input\":1,\"per\":3}]", "[{\"provider\":\"p\",\"model\":\"m\",\"input\":1,\"per\":0}]",
            "[{\"provider\":\"p\",\"model\":\"m\",\"input\":1,\"currency\":\"XXXX\"}]", "[{\"provider\":\"p\",\"model\":\"m\",\"currency\":\"EUR\"}]",
            "[{\"provider\":\"p\",\"model\":\"m\",\"input\":2},{\"provider\":\"p\",\"model\":\"m\",\"input\":\"x\"}]", "garbage"})
    void whatIsWrongChangesNothing(String body) {
        assertThrows(FailureException.class, () -> FakeCall.answer(files, Map.of(), body));
        assertEquals(Optional.empty(), shelf.prices("p", "m"));
    }

    /** One provider with one model. */
    private static final class Shop implements Catalog {
        @Override
        public List<Entry> providers() {
            return List.of(new Entry(new Provider.About("p", "P", Provider.Mode.API, true), Provider.Health.UP, Set.of(), List.of(), "b", 0));
        }

        @Override
        public List<Candidate> models() {
            return List.of(new Candidate("p", new Model("m", Set.of(Operation.CHAT), Optional.empty(), Optional.empty(), Set.of(),
                    Optional.of(SHIPPED), Optional.empty(), Optional.of(LocalDate.parse("2026-01-01")))));
        }

        @Override
        public List<Candidate> candidates(String model, Operation operation) {
            return models();
        }

        @Override
        public Reply call(Exchange exchange, Candidate candidate) {
            throw new UnsupportedOperationException();
        }
    }
}
