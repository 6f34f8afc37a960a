package modelscan.stage.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import modelscan.api.gateway.Budgets.Budget;
import modelscan.api.gateway.Budgets.Scope;
import modelscan.api.gateway.Budgets.Standing;
import modelscan.api.gateway.Budgets.Window;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Reply;
import modelscan.api.model.Money;
import modelscan.api.model.Operation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was spent is known again from a checkpoint and what came after it, to the last digit. */
class CheckpointTest {
    private static final List<Scope> SCOPES = List.of(Scope.KEY, Scope.TEAM, Scope.PROVIDER, Scope.ALL);
    private static final Map<Scope, String> OWNERS = Map.of(Scope.KEY, "key-1", Scope.TEAM, "blue", Scope.PROVIDER, "groq", Scope.ALL, "");
    private Rig rig = new Rig();

    @BeforeEach
    void start() {
        rig.journal = Optional.of(new FakeJournal());
        rig.loaded();
    }

    /** Another process, after a kill or not. */
    private void again() {
        Rig next = new Rig(rig.store, rig.ledger);
        next.journal = rig.journal;
        next.now = rig.now;
        next.journal.orElseThrow().reads.clear();
        rig = next;
    }

    private static Ledger.Entry lost(String request) {
        return new Ledger.Entry(request, Rig.NOON, Rig.ANN, Operation.CHAT, "llama", List.of(), false, Optional.empty(), Duration.ZERO);
    }

    private Standing standing(Scope scope) {
        return rig.book.standing(scope, OWNERS.get(scope)).getFirst();
    }

    private static void same(String amount, Money other) {
        assertEquals(0, new BigDecimal(amount).compareTo(other.amount()), amount + " and " + other.digits());
    }

    @Test
    void aStartReadsOnlyWhatCameAfterIt() {
        rig.book.put(Rig.budget(Scope.KEY, "key-1", "5", Window.MONTH));
        for (int i = 0; i < 1000; i++) {
            rig.settle(Rig.entry("r-" + i, Rig.NOON, Rig.tried("groq", "0.001")));
        }
        rig.book.recallNow();
        rig.settle(Rig.entry("late", Rig.NOON, Rig.tried("groq", "0.5")));
        again();
        rig.loaded();
        same("1.5", standing(Scope.KEY).spent());
        assertEquals(0, rig.histories);
        assertEquals(List.of(1000L), rig.journal.orElseThrow().reads);
        again();
        rig.loaded();
        same("1.5", standing(Scope.KEY).spent());
        assertEquals(List.of(), rig.journal.orElseThrow().reads);
    }

    @Test
    void oneThatIsMissingOrDoesNotFitIsMadeAgain() {
        Budget budget = rig.book.put(Rig.budget(Scope.KEY, "key-1", "5", Window.DAY));
        rig.settle(Rig.entry("old", Rig.NOON.minus(Duration.ofDays(2)), Rig.tried("groq", "2")));
        rig.settle(Rig.entry("new", Rig.NOON, Rig.tried("groq", "1")));
        rig.book.recallNow();
        rig.book.put(Rig.budget(Scope.KEY, "key-1", "5", Window.MONTH).named(budget.id()));
        same("3", standing(Scope.KEY).spent());
        again();
        rig.loaded();
        same("3", standing(Scope.KEY).spent());
        rig.book.recallNow();
        // An older journal was put there on purpose: the position says nothing about it.
        Rig other = new Rig(rig.store, rig.ledger);
        other.journal = Optional.of(new FakeJournal());
        other.loaded();
        assertTrue(other.histories > 0);
        assertEquals(0, new BigDecimal("3").compareTo(other.spent(Scope.KEY, "key-1")));
    }

    @Test
    void whatWasSetAsideIsChargedForWhoeverWasLostInAKill() {
        for (Scope scope : SCOPES) {
            rig.book.put(Rig.budget(scope, OWNERS.get(scope), "5", Window.DAY));
        }
        for (int i = 1; i <= 4; i++) {
            rig.ask(Rig.exchange("r-" + i, Map.of()), Map.of(), _ -> Reply.of());
        }
        rig.settle(Rig.entry("r-1", Rig.NOON, Rig.tried("groq", "0.001")));
        rig.book.recallNow();
        rig.ask(Rig.exchange("r-5", Map.of()), Map.of(), _ -> Reply.of());
        again();
        // The ledger names one before budgets are known, and the others when they are.
        rig.settle(lost("r-2"));
        rig.loaded();
        same("0.011", standing(Scope.KEY).spent());
        rig.settle(lost("r-3"));
        rig.settle(lost("r-5"));
        rig.settle(lost("nobody knows"));
        rig.book.recallNow();
        rig.book.recallNow();
        for (Scope scope : SCOPES) {
            same("0.031", standing(scope).spent());
            assertEquals(scope == Scope.PROVIDER ? 3 : 4, standing(scope).unpriced(), scope + " is marked");
        }
        again();
        rig.loaded();
        same("0.031", standing(Scope.PROVIDER).spent());
    }

    @Test
    void isWhatTheWholeLedgerSaysWhateverHappens() {
        Random random = new Random(20261121);
        for (int step = 0; step < 3000; step++) {
            switch (random.nextInt(20)) {
                case 0 -> budget(random);
                case 1 -> rig.book.all().stream().skip(random.nextInt(5)).findFirst().ifPresent(one -> rig.book.remove(one.id()));
                case 2 -> rig.book.recallNow();
                case 3 -> rig.now = rig.now.plus(Duration.ofMinutes(random.nextInt(600)));
                case 4 -> {
                    again();
                    rig.loaded();
                    check();
                }
                default -> rig.settle(Rig.entry("r-" + step, rig.now.minusSeconds(random.nextInt(60)), Rig.tried("groq", "0.0" + step),
                        Rig.tried("mistral", random.nextInt(5) == 0 ? "" : "0.00" + step)));
            }
        }
        check();
    }

    @Test
    void whatAnotherVersionSetAsideIsNoHarm() {
        rig.book.put(Rig.budget(Scope.KEY, "key-1", "5", Window.DAY));
        for (String odd : List.of("", "\n", "r-1", "r-1\nx y", "r-1\n 1", "r-1\n1", "r-2\n0.5 gone", "\u0000 \n\n\n1e5 x")) {
            rig.journal.orElseThrow().append(Reservations.KIND, odd.getBytes(StandardCharsets.UTF_8));
        }
        rig.write(lost("r-1"));
        rig.write(lost("r-2"));
        rig.book.recallNow();
        same("0", standing(Scope.KEY).spent());
    }

    private void budget(Random random) {
        Scope scope = SCOPES.get(random.nextInt(SCOPES.size()));
        rig.book.put(new Budget("", scope, OWNERS.get(scope), Money.of("1000", "USD"), Window.values()[random.nextInt(6)],
                random.nextBoolean(), ZoneId.of(random.nextBoolean() ? "UTC" : "Asia/Tokyo"), Budget.WARN_AT));
    }

    private void check() {
        for (Budget budget : rig.book.all()) {
            Standing standing = rig.book.standing(budget.id()).orElseThrow();
            Spending whole = new Spending(budget, rig.now);
            rig.ledger.stream().filter(entry -> !entry.at().isBefore(whole.since(rig.now)))
                    .map(entry -> Charge.of(entry, budget, rig.rates())).forEach(charge -> whole.add(charge.at(), charge.sum()));
            assertEquals(0, whole.sum().spent().compareTo(standing.spent().amount()), budget + ": " + standing);
            assertEquals(whole.sum().unpriced(), standing.unpriced(), budget.toString());
        }
    }
}
