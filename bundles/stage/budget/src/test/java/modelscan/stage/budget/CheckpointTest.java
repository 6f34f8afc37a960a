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
import java.util.stream.Stream;
import modelscan.api.gateway.Budgets.Budget;
import modelscan.api.gateway.Budgets.Scope;
import modelscan.api.gateway.Budgets.Standing;
import modelscan.api.gateway.Budgets.Window;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Money;
import modelscan.api.model.StreamEvent;
import modelscan.test.kit.Samples;
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
        for (int i = 1; i <= 5; i++) {
            rig.ask(Rig.exchange("r-" + i, Map.of()), Map.of(), _ -> Reply.of());
        }
        rig.settle(Rig.entry("r-1", Rig.NOON, Rig.tried("groq", "0.001")));
        List<Ledger.Entry> lost = Stream.of("r-2", "r-3", "r-5", "nobody knows").map(rig::lost).toList();
        rig.book.recallNow();
        again();
        // The ledger names one before budgets are known, and the others when they are.
        rig.settle(lost.getFirst());
        rig.loaded();
        same("0.011", standing(Scope.KEY).spent());
        lost.stream().skip(1).forEach(rig::settle);
        rig.book.recallNow();
        rig.book.recallNow();
        marked("0.031");
        again();
        rig.loaded();
        marked("0.031");
        // Without a checkpoint the entries alone tell the same.
        Rig other = new Rig(rig.store, rig.ledger);
        other.journal = Optional.of(new FakeJournal());
        rig.ledger.forEach(other.journal.orElseThrow()::settled);
        rig = other;
        rig.loaded();
        marked("0.031");
        rig.book.put(Rig.budget(Scope.PROVIDER, "groq", "9", Window.YEAR));
        same("0.001", rig.book.standing(Scope.PROVIDER, "groq").stream().filter(one -> one.budget().window() == Window.YEAR).findFirst()
                .orElseThrow().spent());
    }

    private void marked(String spent) {
        for (Scope scope : SCOPES) {
            same(spent, standing(scope).spent());
            assertEquals(scope == Scope.PROVIDER ? 3 : 4, standing(scope).unpriced(), scope + " is marked");
        }
    }

    @Test
    void whatIsSetAsideIsToldWithEachTry() {
        Budget key = rig.book.put(Rig.budget(Scope.KEY, "key-1", "5", Window.DAY));
        Budget groq = rig.book.put(Rig.budget(Scope.PROVIDER, "groq", "5", Window.DAY));
        Reserve reserve = new Reserve(rig.book, rig, Rig.settings(Map.of()));
        Reply answer = new Admit(rig.book).handle(Rig.exchange("r-1", Map.of()), admitted -> {
            reserve.handle(admitted.to(Rig.GROQ, 1), _ -> Reply.refused(ErrorCode.PROVIDER_OVERLOADED, "later")).collect();
            rig.estimate = new Cost.Known(Money.of("0.02", "USD"));
            reserve.handle(admitted.to(Samples.candidate("mistral", "small"), 2), _ -> Reply.of(new StreamEvent.TextDelta(0, "hi"))).next();
            rig.estimate = new Cost.Known(Money.of("0.04", "USD"));
            return reserve.handle(admitted.to(Rig.GROQ, 3), _ -> Reply.of(new StreamEvent.TextDelta(0, "hi")));
        });
        answer.collect();
        BigDecimal first = new BigDecimal("0.01");
        List<Map<String, BigDecimal>> told = List.of(Map.of(key.id(), first, groq.id(), first), Map.of(), Map.of(key.id(),
                new BigDecimal("0.02")), Map.of(key.id(), new BigDecimal("0.06"), groq.id(), new BigDecimal("0.04")));
        assertEquals(told, rig.asides.get("r-1"));
        rig.settle(Rig.entry("r-1", Rig.NOON, Rig.tried("groq", "0.03")));
        assertEquals(told, rig.asides.get("r-1"), "until its entry is on disk, it stays");
        same("0", rig.book.standing(key.id()).orElseThrow().reserved());
        reserve.handle(Rig.exchange("r-1", Map.of()).to(Rig.GROQ, 4), _ -> Reply.of(new StreamEvent.TextDelta(0, "late"))).collect();
        same("0", rig.book.standing(key.id()).orElseThrow().reserved());
        assertEquals(told, rig.asides.get("r-1"), "nothing is kept for what is settled");
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
                    Stream.of("lost-" + step, "named-" + step).map(this::running).toList().forEach(rig::write);
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
    void whatEarlierVersionsWroteIsPassedOver() {
        rig.book.put(Rig.budget(Scope.KEY, "key-1", "5", Window.DAY));
        rig.journal.orElseThrow().append("budget", "r-1\n0.01 bud_1".getBytes(StandardCharsets.UTF_8));
        rig.settle(Rig.entry("r-1", Rig.NOON, Rig.tried("groq", "0.001")));
        rig.book.recallNow();
        again();
        rig.loaded();
        same("0.001", standing(Scope.KEY).spent());
    }

    /** One that is running when the process ends; only some have anything set aside. */
    private Ledger.Entry running(String id) {
        if (id.startsWith("named")) {
            rig.ask(Rig.exchange(id, Map.of()), Map.of(), _ -> Reply.of());
        }
        return rig.lost(id);
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
