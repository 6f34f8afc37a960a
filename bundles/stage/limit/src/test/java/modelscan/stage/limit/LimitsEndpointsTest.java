package modelscan.stage.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Audit;
import modelscan.api.gateway.Plan;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.Plan.Window;
import modelscan.api.model.FailureException;
import modelscan.api.model.Money;
import modelscan.test.kit.FakeCatalog;
import modelscan.test.kit.TestFramework;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsEndpointsTest {
    private static final Map<String, String> GROQ = Map.of("provider", "groq");

    private final TestFramework framework = TestFramework.start();
    private final LimitSettings settings = Words.settings(0, 0);
    private final FakeTimes clock = new FakeTimes();
    private final Gates gates = new Gates(clock.times());
    private final FakeStore store = new FakeStore();
    private final List<Audit.Change> told = new ArrayList<>();
    private final Trail trail = new Trail().telling(told::add);
    private final Agreements agreements = new Agreements(gates, Tables.of(store), trail);
    private final Desk desk = desk(agreements, gates);
    private final ChangeLimits change = new ChangeLimits(desk, gates);
    private final OneLimits one = new OneLimits(gates, settings);

    @AfterEach
    void stop() {
        framework.close();
    }

    @BeforeEach
    void describe() {
        gates.describe("groq", List.of(plan("free", 30, "2026-11-20"), plan("dev", 1000, "2026-01-01")), Optional.empty());
        gates.describe("acme", List.of(), Optional.empty());
    }

    @Test
    void aTierIsNeverGuessed() throws Exception {
        assertTrue(FakeCall.answer(one, GROQ, "").path("plan").isNull());
        gates.describe("groq", List.of(plan("free", 30, "2026-11-20")), Optional.of("free"));
        assertEquals("free", FakeCall.answer(one, GROQ, "").path("plan").asText());
        assertEquals(Optional.of("free"), gates.plan("groq").map(Plan::id));
    }

    @Test
    void theOwnerChoosesAPlanAndSeesWhatIsLeftOfIt() throws Exception {
        JsonNode chosen = FakeCall.answer(change, GROQ, "{\"plan\":\"free\"}");
        assertEquals("free", chosen.path("plan").asText());
        assertFalse(chosen.path("stale").booleanValue());
        gates.gate("groq").enter(Given.call("m", 1, 1));
        JsonNode standing = FakeCall.answer(one, GROQ, "").path("standings").path(0);
        assertEquals("requests", standing.path("what").asText());
        assertEquals("1", standing.path("used").asText());
        assertEquals("29", standing.path("remaining").asText());
        assertTrue(FakeCall.answer(change, GROQ, "{\"plan\":\"dev\"}").path("stale").booleanValue());
        assertEquals("1", FakeCall.answer(one, GROQ, "").path("standings").path(0).path("used").asText(), "it goes on counting");
        JsonNode all = FakeCall.answer(new AllLimits(gates, settings), Map.of(), "").path("data");
        assertEquals(List.of("acme", "groq"), List.of(all.path(0).path("provider").asText(), all.path(1).path("provider").asText()));
        assertEquals(3, FakeCall.answer(new AllPlans(gates, settings), Map.of(), "").path("data").size() + 1);
    }

    @Test
    void whatWasSetSurvivesARestartAndCanBeTakenBack() throws Exception {
        FakeCall.answer(change, GROQ, """
                {"plans":{"mine":{"name":"Mine","monthly":"20","limits":[{"rpm":7,"burst":2},{"tpd":100,"zone":"America/Los_Angeles"}]}},
                 "plan":"mine"}""");
        Gates again = new Gates(clock.times());
        new Agreements(again, Tables.of(store), trail);
        again.describe("groq", List.of(plan("free", 30, "2026-11-20")), Optional.of("free"));
        assertEquals(Optional.of(Money.of("20", "USD")), again.plan("groq").flatMap(Plan::monthly));
        assertEquals(2, again.offer("groq").rules().size());
        FakeCall.answer(new ChangeLimits(desk(new Agreements(again, Tables.of(store), trail), again), again), GROQ, "{}");
        assertEquals(Optional.of("free"), again.plan("groq").map(Plan::id));
        Gates third = new Gates(clock.times());
        new Agreements(third, Tables.of(store), trail);
        assertTrue(third.offer("groq").none());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"plan\":\"gold\"}", "{\"plans\":{\"x\":{\"limits\":[{\"rpx\":3}]}}}", "{\"limits\":[{\"rpm\":-1}]}",
            "{\"limits\":[{\"rpm\":\"many\"}]}", "{\"limits\":[{\"rpm\":1,\"zone\":\"Mars\"}]}", "{\"limits\":[{\"rpm\":1},{\"rpm\":2}]}",
            "{\"limits\":[{\"rpd\":5,\"burst\":2,\"reset\":\"fixed\"}]}", "{\"limits\":[{\"rpd\":5,\"reset\":\"never\"}]}", "[]", "{\"x\":1}",
            "{\"plans\":{\"x\":{\"verified\":\"yesterday\"}}}", "{\"plans\":{\"x\":{\"monthly\":1,\"currency\":\"EURO\"}}}"})
    void whatIsWrongIsRefusedAndChangesNothing(String body) {
        assertThrows(FailureException.class, () -> FakeCall.answer(change, GROQ, body));
        assertTrue(gates.offer("groq").terms().none());
        assertThrows(FailureException.class, () -> FakeCall.answer(one, Map.of("provider", "nobody"), ""));
    }

    @Test
    void filesAreTakenAsAWholeOrNotAtAll() throws Exception {
        ImportLimits files = new ImportLimits(desk);
        FakeCall.answer(files, Map.of(), "text/csv", """
                provider,plan,limit,amount,models,zone,name,monthly
                groq,gold,rpm,500,"a b",,Gold,"25"
                groq,gold,tpd,1000000,,America/New_York,,
                acme,,concurrent,2,,,,
                """);
        assertEquals(Set.of("a", "b"), gates.offer("groq").plans().get("gold").rules().getFirst().limit().models());
        assertEquals(What.CONCURRENT, gates.offer("acme").rules().getFirst().limit().what());
        assertThrows(FailureException.class, () -> FakeCall.answer(files, Map.of(), "{\"acme\":{\"limits\":[{\"rpm\":3}]},\"groq\":{\"x\":1}}"));
        assertEquals(What.CONCURRENT, gates.offer("acme").rules().getFirst().limit().what());
        FakeCall.answer(files, Map.of(), "{\"acme\":{\"limits\":[{\"rpm\":3}]},\"groq\":{}}");
        assertEquals(What.REQUESTS, gates.offer("acme").rules().getFirst().limit().what());
        assertThrows(FailureException.class, () -> FakeCall.answer(files, Map.of(), "text/csv", "provider,colour\ngroq,red\n"));
        assertThrows(FailureException.class, () -> FakeCall.answer(files, Map.of(), "text/csv", "provider,limit,amount\ngroq,rpm\n"));
    }

    @Test
    void whoChangedWhatIsTold() throws Exception {
        FakeCall.answer(change, GROQ, "{\"plan\":\"free\"}");
        FakeCall.answer(change, GROQ, "{\"plan\":\"free\"}");
        FakeCall.answer(change, GROQ, "{\"limits\":[{\"rpm\":5}],\"source\":\"mail of the vendor\",\"verified\":\"2026-11-21\"}");
        FakeCall.answer(change, GROQ, "{}");
        assertEquals(List.of("admin limits.set groq null {\"plan\":\"free\"}",
                "admin limits.set groq {\"plan\":\"free\"} {\"limits\":[{\"rpm\":5}],\"source\":\"mail of the vendor\",\"verified\":\"2026-11-21\"}",
                "admin limits.cleared groq {\"limits\":[{\"rpm\":5}],\"source\":\"mail of the vendor\",\"verified\":\"2026-11-21\"} null"),
                told.stream().map(one -> one.actor() + " " + one.action() + " " + one.subject() + " " + one.before() + " " + one.after()).toList());
    }

    @Test
    void everyLimitHasASourceAndAnAge() throws Exception {
        JsonNode old = FakeCall.answer(change, GROQ, "{\"plan\":\"dev\"}").path("limits").path(0);
        assertEquals("https://example.com/limits 2026-01-01 true",
                old.path("source").asText() + " " + old.path("verified").asText() + " " + old.path("stale").asText());
        JsonNode set = FakeCall.answer(change, GROQ, "{\"limits\":[{\"rpm\":5}],\"source\":\"mail of the vendor\",\"verified\":\"2026-11-21\"}");
        assertEquals("mail of the vendor", set.path("limits").path(0).path("source").asText());
        assertEquals("2026-11-21", set.path("verified").asText());
        assertFalse(set.path("stale").booleanValue());
        assertEquals(Optional.of("own"), gates.plan("groq").map(Plan::id));
        assertTrue(FakeCall.answer(change, GROQ, "{\"limits\":[{\"rpm\":5}]}").path("stale").booleanValue(), "of unknown age");
        clock.pass(Duration.ofDays(9));
        FakeCall.answer(change, GROQ, "{\"plan\":\"free\"}");
        assertTrue(FakeCall.answer(one, GROQ, "").path("stale").booleanValue(), "what was fresh grows old");
    }

    @Test
    void whatCannotBeKeptIsNotTakenOver() {
        store.failing = true;
        assertThrows(FailureException.class, () -> FakeCall.answer(change, GROQ, "{\"plan\":\"free\"}"));
        assertEquals(Optional.empty(), gates.plan("groq"));
    }

    private Desk desk(Agreements agreements, Gates gates) {
        PriceKeeping none = new PriceKeeping(new PriceShelf(framework.context()), new FakeCatalog(Map.of(), List.of()), Tables.of(store), trail, clock.wall::get);
        return new Desk(gates, agreements, none, settings);
    }

    private static Plan plan(String id, long rpm, String verified) {
        return new Plan(id, id, Optional.empty(), List.of(new Plan.Limit(What.REQUESTS, Window.MINUTE, BigDecimal.valueOf(rpm), Set.of())),
                Optional.of("https://example.com/limits"), Optional.of(LocalDate.parse(verified)));
    }
}
