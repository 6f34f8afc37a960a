package modelscan.stage.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Plan;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.Plan.Window;
import modelscan.api.model.FailureException;
import modelscan.api.model.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsEndpointsTest {
    private static final Map<String, String> GROQ = Map.of("provider", "groq");

    private final FakeTimes clock = new FakeTimes();
    private final Gates gates = new Gates(clock.times());
    private final FakeStore store = new FakeStore();
    private final Agreements agreements = new Agreements(gates, Tables.of(store));
    private final LimitSettings settings = Words.settings(0, 0);
    private final ChangeLimits change = new ChangeLimits(agreements, gates, settings);
    private final OneLimits one = new OneLimits(gates, settings);

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
        new Agreements(again, Tables.of(store));
        again.describe("groq", List.of(plan("free", 30, "2026-11-20")), Optional.of("free"));
        assertEquals(Optional.of(Money.of("20", "USD")), again.plan("groq").flatMap(Plan::monthly));
        assertEquals(2, again.offer("groq").rules().size());
        FakeCall.answer(new ChangeLimits(new Agreements(again, Tables.of(store)), again, settings), GROQ, "{}");
        assertEquals(Optional.of("free"), again.plan("groq").map(Plan::id));
        Gates third = new Gates(clock.times());
        new Agreements(third, Tables.of(store));
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
        ImportLimits files = new ImportLimits(agreements, gates, settings);
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
    void whatCannotBeKeptIsNotTakenOver() {
        store.failing = true;
        assertThrows(FailureException.class, () -> FakeCall.answer(change, GROQ, "{\"plan\":\"free\"}"));
        assertEquals(Optional.empty(), gates.plan("groq"));
    }

    private static Plan plan(String id, long rpm, String verified) {
        return new Plan(id, id, Optional.empty(), List.of(new Plan.Limit(What.REQUESTS, Window.MINUTE, BigDecimal.valueOf(rpm), Set.of())),
                Optional.of("https://example.com/limits"), Optional.of(LocalDate.parse(verified)));
    }
}
