package modelscan.stage.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Budgets.Budget;
import modelscan.api.gateway.Budgets.Scope;
import modelscan.api.gateway.Budgets.Standing;
import modelscan.api.gateway.Budgets.Window;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.api.model.Money;
import org.junit.jupiter.api.Test;

class BudgetBookTest {
    private final Rig rig = new Rig().loaded();

    private static void same(String amount, BigDecimal other) {
        assertEquals(0, new BigDecimal(amount).compareTo(other), amount + " and " + other);
    }

    @Test
    void countsEachScopeByItsOwner() {
        Map<Scope, String> owners = Map.of(Scope.KEY, "key-1", Scope.USER, "ann", Scope.TEAM, "blue", Scope.PROJECT, "apollo",
                Scope.TAG, "search", Scope.PROVIDER, "groq", Scope.ALL, "");
        owners.forEach((scope, owner) -> rig.book.put(Rig.budget(scope, owner, "1", Window.DAY)));
        rig.book.put(Rig.budget(Scope.TEAM, "red", "1", Window.DAY));
        rig.settle(Rig.entry("r-1", Rig.NOON, Rig.tried("mistral", "0.03"), Rig.tried("groq", "0.01")));
        owners.forEach((scope, owner) -> same(scope == Scope.PROVIDER ? "0.01" : "0.04", rig.spent(scope, owner)));
        same("0", rig.spent(Scope.TEAM, "red"));
    }

    @Test
    void isThereAgainAfterARestartWithWhatWasSpent() {
        Budget day = rig.book.put(Rig.budget(Scope.KEY, "key-1", "5", Window.DAY));
        Budget rolling = rig.book.put(new Budget("", Scope.TEAM, "blue", Money.of("1.50", "USD"), Window.HOUR, true,
                ZoneId.of("Asia/Tokyo"), new BigDecimal("0.5")));
        rig.settle(Rig.entry("old", Rig.NOON.minus(Duration.ofDays(3)), Rig.tried("groq", "4")));
        rig.settle(Rig.entry("r-1", Rig.NOON.minus(Duration.ofHours(3)), Rig.tried("groq", "0.5")));
        rig.settle(Rig.entry("r-2", Rig.NOON.minus(Duration.ofMinutes(3)), Rig.tried("groq", "0.25")));
        Rig again = new Rig(rig.store, rig.ledger);
        assertFalse(again.book.loaded());
        again.loaded();
        assertEquals(rig.book.all(), again.book.all());
        assertEquals(List.of(day), again.book.of(Scope.KEY, "key-1"));
        assertEquals(List.of(rolling), again.book.of(Scope.TEAM, "blue"));
        same("0.75", again.spent(Scope.KEY, "key-1"));
        same("0.25", again.spent(Scope.TEAM, "blue"));
    }

    @Test
    void aStartWaitsUntilItIsKnownWhatWasSpentButNotForever() {
        assertEquals(List.of(), rig.book.get(), "nothing was spent where nobody has a budget");
        rig.book.put(Rig.budget(Scope.KEY, "key-1", "5", Window.DAY));
        Rig again = new Rig(rig.store, rig.ledger);
        assertEquals(List.of("the budgets are not known yet"), again.book.get());
        again.book.load();
        List<String> counting = List.of("what was spent of the budgets before the start is still being added up");
        assertEquals(counting, again.book.get());
        again.hasLedger = false;
        again.book.recallNow();
        assertEquals(counting, again.book.get());
        again.now = Rig.NOON.plusSeconds(8);
        assertEquals(List.of(), again.book.get(), "a broken ledger holds up only those with budgets");
        again.now = Rig.NOON.plusSeconds(1);
        again.hasLedger = true;
        again.book.recallNow();
        assertEquals(List.of(), again.book.get());
    }

    @Test
    void manyAreRecalledInOnePass() {
        for (int i = 0; i < 50; i++) {
            rig.book.put(Rig.budget(Scope.KEY, "key-" + i, "5", i % 2 == 0 ? Window.YEAR : Window.MINUTE));
        }
        rig.settle(Rig.entry("r-1", Rig.NOON, Rig.tried("groq", "0.5")));
        Rig again = new Rig(rig.store, rig.ledger).loaded();
        same("0.5", again.spent(Scope.KEY, "key-1"));
        same("0", again.spent(Scope.KEY, "key-2"));
    }

    @Test
    void whatIsSettledWhileItIsAddedUpCountsOnce() {
        rig.book.put(Rig.budget(Scope.KEY, "key-1", "5", Window.DAY));
        Rig again = new Rig(rig.store, rig.ledger);
        again.book.load();
        again.settle(Rig.entry("r-1", Rig.NOON, Rig.tried("groq", "0.5")));
        again.book.settled(Rig.entry("r-2", Rig.NOON, Rig.tried("groq", "0.125")));
        again.book.recallNow();
        same("0.625", again.spent(Scope.KEY, "key-1"));
    }

    @Test
    void aLedgerThatIsNotThereYetIsAskedAgain() {
        rig.book.put(Rig.budget(Scope.KEY, "key-1", "5", Window.DAY));
        rig.settle(Rig.entry("r-1", Rig.NOON, Rig.tried("groq", "0.5")));
        Rig again = new Rig(rig.store, rig.ledger);
        again.hasLedger = false;
        again.loaded();
        assertEquals(Optional.of(ErrorCode.UNAVAILABLE), again.refusal(again.ask(Rig.exchange("r-2", Map.of()), Map.of(), _ -> {
            throw new AssertionError("nobody may be called");
        })));
        again.hasLedger = true;
        again.book.recallNow();
        same("0.5", again.spent(Scope.KEY, "key-1"));
    }

    @Test
    void anotherAmountKeepsWhatWasSpentAndAnotherWindowFindsItAgain() {
        Budget first = rig.book.put(Rig.budget(Scope.KEY, "key-1", "5", Window.DAY));
        rig.settle(Rig.entry("old", Rig.NOON.minus(Duration.ofDays(2)), Rig.tried("groq", "2")));
        rig.settle(Rig.entry("r-1", Rig.NOON, Rig.tried("groq", "1")));
        List<Budget> replaced = rig.book.replace(Scope.KEY, "key-1", List.of(Rig.budget(Scope.KEY, "key-1", "9", Window.DAY)));
        assertEquals(first.id(), replaced.getFirst().id());
        Standing standing = rig.book.standing(first.id()).orElseThrow();
        same("1", standing.spent().amount());
        same("9", standing.budget().amount().amount());
        rig.book.replace(Scope.KEY, "key-1", List.of(Rig.budget(Scope.KEY, "key-1", "9", Window.MONTH)));
        same("3", rig.spent(Scope.KEY, "key-1"));
        assertEquals(1, rig.book.all().size());
        assertEquals(List.of(), rig.book.replace(Scope.KEY, "key-1", List.of()));
        assertEquals(List.of(), new Rig(rig.store, rig.ledger).loaded().book.all());
        assertThrows(IllegalArgumentException.class, () -> rig.book.replace(Scope.KEY, "key-1", List.of(
                Rig.budget(Scope.KEY, "key-2", "9", Window.DAY))));
    }

    @Test
    void isTakenAway() {
        Budget budget = rig.book.put(Rig.budget(Scope.ALL, "", "1", Window.DAY));
        assertTrue(rig.book.remove(budget.id()));
        assertFalse(rig.book.remove(budget.id()));
        assertTrue(rig.book.purses().isEmpty());
    }

    @Test
    void warnsOncePerWindow() {
        Budget budget = rig.book.put(Rig.budget(Scope.KEY, "key-1", "1", Window.DAY));
        rig.settle(Rig.entry("r-1", Rig.NOON, Rig.tried("groq", "0.79")));
        assertFalse(rig.book.standing(budget.id()).orElseThrow().warned());
        rig.settle(Rig.entry("r-2", Rig.NOON, Rig.tried("groq", "0.01")));
        assertTrue(rig.book.standing(budget.id()).orElseThrow().warned());
        rig.now = Rig.NOON.plus(Duration.ofDays(1));
        assertFalse(rig.book.standing(budget.id()).orElseThrow().warned());
    }

    @Test
    void unknownCostIsCountedAndNeverZeroAndOtherCurrenciesAreChanged() {
        rig.book.put(Rig.budget(Scope.KEY, "key-1", "1", Window.DAY));
        Budget pounds = rig.book.put(new Budget("", Scope.KEY, "key-1", Money.of("1", "GBP"), Window.DAY, false,
                ZoneId.of("UTC"), Budget.WARN_AT));
        rig.settle(Rig.entry("r-1", Rig.NOON, Rig.tried("groq", ""), Rig.tried("groq", "0.5")));
        List<Long> unpriced = new ArrayList<>();
        rig.book.standing(Scope.KEY, "key-1").stream().filter(one -> !one.budget().equals(pounds)).forEach(one -> {
            unpriced.add(one.unpriced());
            same("0.5", one.spent().amount());
        });
        assertEquals(List.of(1L), unpriced);
        assertEquals(2, rig.book.standing(pounds.id()).orElseThrow().unpriced(), "there is no rate to pounds");
    }

    @Test
    void withoutAStoreNothingIsTaken() {
        Rig bare = new Rig();
        bare.hasStore = false;
        bare.loaded();
        assertThrows(FailureException.class, () -> bare.book.put(Rig.budget(Scope.ALL, "", "1", Window.DAY)));
        assertEquals(Optional.of(ErrorCode.UNAVAILABLE), bare.refusal(bare.ask(Rig.exchange("r-1", Map.of()), Map.of(), _ -> {
            throw new AssertionError("nobody may be called");
        })));
    }
}
