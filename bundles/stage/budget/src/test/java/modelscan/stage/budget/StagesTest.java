package modelscan.stage.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Budgets.Scope;
import modelscan.api.gateway.Budgets.Window;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Money;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import org.junit.jupiter.api.Test;

class StagesTest {
    private static final Map<String, Object> USUAL = Map.of();
    private final Rig rig = new Rig().loaded();

    private static Reply answer(String cost) {
        return Reply.of(new StreamEvent.TextDelta(0, "hi"), new StreamEvent.UsageReported(Usage.NONE.with(Unit.INPUT, 1)))
                .receipted(receipt -> receipt.from(Rig.GROQ, 1).costing(new Cost.Known(Money.of(cost, "USD"))));
    }

    private BigDecimal reserved() {
        return rig.book.standing(Scope.KEY, "key-1").getFirst().reserved().amount();
    }

    private Failure refused(String id, Map<String, String> wishes, Map<String, Object> settings) {
        return rig.ask(Rig.exchange(id, wishes), settings, _ -> {
            throw new AssertionError("nobody may be called");
        }).collect().failure().orElseThrow();
    }

    @Test
    void withoutBudgetsEverythingPasses() {
        assertEquals("hi", rig.ask(Rig.exchange("r-1", Map.of()), USUAL, _ -> answer("1")).collect().text());
    }

    @Test
    void setsAsideUntilTheLedgerHasItsEntry() {
        rig.book.put(Rig.budget(Scope.KEY, "key-1", "1", Window.DAY));
        try (Reply reply = rig.ask(Rig.exchange("r-1", Map.of()), USUAL, _ -> answer("0.004"))) {
            assertEquals("0.01", reserved().toPlainString());
            reply.forEach(_ -> { });
        }
        assertEquals("0.01", reserved().toPlainString(), "the ledger has not told what it cost");
        rig.settle(Rig.entry("r-1", Rig.NOON, Rig.tried("groq", "0.004")));
        assertEquals(0, reserved().signum());
        assertEquals("0.004", rig.spent(Scope.KEY, "key-1").toPlainString());
    }

    @Test
    void withoutALedgerTheReceiptTellsWhatItCost() {
        rig.book.put(Rig.budget(Scope.KEY, "key-1", "1", Window.DAY));
        rig.hasLedger = false;
        rig.ask(Rig.exchange("r-1", Map.of()), USUAL, _ -> answer("0.004")).collect();
        assertEquals(0, reserved().signum());
        assertEquals("0.004", rig.spent(Scope.KEY, "key-1").toPlainString());
    }

    @Test
    void oneWithinAnotherDoesNotEndIt() {
        rig.book.put(Rig.budget(Scope.KEY, "key-1", "1", Window.DAY));
        rig.ask(Rig.exchange("r-1", Map.of()), USUAL, _ -> {
            rig.ask(Rig.exchange("r-1", Map.of()), USUAL, _ -> answer("0.002")).collect();
            assertEquals("0.02", reserved().toPlainString());
            rig.settle(Rig.entry("r-1", Rig.NOON, Rig.tried("groq", "0.002")));
            assertEquals("0.02", reserved().toPlainString(), "rather too much than too little");
            return answer("0.004");
        }).collect();
        rig.settle(Rig.entry("r-1", Rig.NOON, Rig.tried("groq", "0.004")));
        assertEquals(0, reserved().signum());
        assertEquals("0.006", rig.spent(Scope.KEY, "key-1").toPlainString());
    }

    @Test
    void aLedgerThatIsOffTellsNothing() {
        rig.book.put(Rig.budget(Scope.KEY, "key-1", "1", Window.DAY));
        rig.ledgerKeeps = false;
        rig.ask(Rig.exchange("r-1", Map.of()), USUAL, _ -> answer("0.004")).collect();
        assertThrows(IllegalStateException.class, () -> rig.ask(Rig.exchange("r-2", Map.of()), USUAL, _ -> {
            throw new IllegalStateException("a bug");
        }));
        assertEquals(0, reserved().signum(), "nothing stays set aside");
        assertEquals("0.004", rig.spent(Scope.KEY, "key-1").toPlainString());
    }

    @Test
    void aCallThatIsRefusedGivesItsReservationBackAtOnce() {
        rig.book.put(Rig.budget(Scope.KEY, "key-1", "1", Window.DAY));
        rig.ask(Rig.exchange("r-1", Map.of()), USUAL, _ -> Reply.refused(ErrorCode.PROVIDER_OVERLOADED, "later")).collect();
        assertEquals(0, reserved().signum());
        assertThrows(IllegalStateException.class, () -> rig.ask(Rig.exchange("r-2", Map.of()), USUAL, _ -> {
            throw new IllegalStateException("a bug");
        }));
        assertEquals(0, reserved().signum());
    }

    @Test
    void saysWhatIsUsedUpAndWhenItResets() {
        String id = rig.book.put(Rig.budget(Scope.TEAM, "blue", "0.5", Window.DAY)).id();
        rig.settle(Rig.entry("r-1", Rig.NOON, Rig.tried("groq", "0.52")));
        Failure failure = refused("r-2", Map.of(), USUAL);
        assertEquals(ErrorCode.BUDGET_EXHAUSTED, failure.code());
        assertEquals("the budget of the team 'blue' for a day (" + id + ") is used up: 0.52 of 0.5 USD are spent; it resets at "
                + "2026-11-22T00:00:00Z", failure.message());
        assertEquals(Optional.of(Duration.ofHours(12)), failure.retryAfter());
        rig.now = Rig.NOON.plus(Duration.ofHours(12));
        assertEquals("hi", rig.ask(Rig.exchange("r-3", Map.of()), USUAL, _ -> answer("0.1")).collect().text());
    }

    @Test
    void oneThatIsUsedUpTakesNothingFromTheOthers() {
        rig.book.put(Rig.budget(Scope.KEY, "key-1", "1", Window.DAY));
        rig.book.put(Rig.budget(Scope.PROVIDER, "groq", "0", Window.DAY));
        Failure failure = refused("r-1", Map.of(), USUAL);
        assertEquals(ErrorCode.QUOTA_EXHAUSTED, failure.code());
        assertEquals(ErrorCode.Retry.ELSEWHERE, failure.code().retry());
        assertEquals(Optional.of("groq"), failure.provider());
        assertEquals(0, reserved().signum());
    }

    @Test
    void theReservationIsBoundedAndMayHaveToFit() {
        rig.book.put(Rig.budget(Scope.KEY, "key-1", "1", Window.DAY));
        rig.estimate = new Cost.Known(Money.of("100", "USD"));
        try (Reply _ = rig.ask(Rig.exchange("r-1", Map.of()), USUAL, _ -> answer("0.1"))) {
            assertEquals("5", reserved().toPlainString());
            Failure failure = refused("r-2", Map.of(), USUAL);
            assertTrue(failure.message().contains("and 5 USD are set aside for running requests"), failure.message());
            assertEquals(Optional.of(Duration.ofSeconds(1)), failure.retryAfter());
        }
        rig.settle(Rig.entry("r-1", Rig.NOON, Rig.tried("groq", "0.1")));
        assertEquals(ErrorCode.BUDGET_EXHAUSTED, refused("r-3", Map.of(), Map.of("strict", true)).code());
        rig.estimate = new Cost.Known(Money.of("0.9", "USD"));
        assertEquals("hi", rig.ask(Rig.exchange("r-4", Map.of()), Map.of("strict", true), _ -> answer("0.1")).collect().text());
    }

    @Test
    void whatHasNoKnownPriceIsServedOrRefusedAsTheOwnerWants() {
        rig.book.put(Rig.budget(Scope.KEY, "key-1", "1", Window.DAY));
        rig.estimate = new Cost.Unknown("no price is known for this model");
        assertEquals("hi", rig.ask(Rig.exchange("r-1", Map.of()), USUAL, _ -> answer("0.1")).collect().text());
        Failure failure = refused("r-2", Map.of(), Map.of("unpriced", "refuse"));
        assertEquals(Optional.of("price_unknown"), failure.reason());
        assertTrue(failure.message().endsWith("no price is known for this model"), failure.message());
        assertTrue(Rig.settings(Map.of("unpriced", "perhaps")).refusesUnpriced(), "a wrong word opens nothing");
        assertEquals("5", Rig.settings(Map.of("largestReservation", "much")).largest().toPlainString());
    }

    @Test
    void keepsToTheMostTheCallerWantsToPay() {
        FailureException dear = assertThrows(FailureException.class, () -> refused("r-1", Map.of("max-cost", "0.0099"), USUAL));
        assertEquals("this request would cost about 0.01 USD at groq/llama, more than the 0.0099 USD of x-modelscan-max-cost",
                dear.getMessage());
        assertEquals(402, dear.failure().status());
        assertEquals("hi", rig.ask(Rig.exchange("r-2", Map.of("max-cost", "0.01 USD")), USUAL, _ -> answer("0.1")).collect().text());
        rig.estimate = new Cost.Known(Money.of("0.01", "EUR"));
        assertThrows(FailureException.class, () -> refused("r-3", Map.of("max-cost", "0.019"), USUAL));
        for (String wrong : new String[] {"free", "-1", "1 2 3", "1 EURO", ""}) {
            FailureException failure = assertThrows(FailureException.class, () -> refused("r-4", Map.of("max-cost", wrong), USUAL));
            assertEquals(ErrorCode.INVALID_REQUEST, failure.failure().code());
        }
    }
}
