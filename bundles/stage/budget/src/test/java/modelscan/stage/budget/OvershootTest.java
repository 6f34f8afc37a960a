package modelscan.stage.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import modelscan.api.gateway.Budgets.Scope;
import modelscan.api.gateway.Budgets.Standing;
import modelscan.api.gateway.Budgets.Window;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Money;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import org.junit.jupiter.api.Test;

class OvershootTest {
    private static final int THREADS = 64;
    private static final int TRIES = 2000;
    private static final String RESERVATION = "0.01";

    /** Random costs up to the reservation, a part of the calls failing. */
    private static void run(Rig rig, int seed, Map<String, Object> settings) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                all.add(clients.submit(() -> {
                    Random random = new Random(seed * 1000L + number);
                    for (int i = 0; i < TRIES; i++) {
                        ask(rig, number + "-" + i, random, settings);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private static void ask(Rig rig, String id, Random random, Map<String, Object> settings) {
        String cost = new BigDecimal(random.nextInt(10_001)).movePointLeft(6).toPlainString();
        boolean fails = random.nextInt(5) == 0;
        boolean[] called = new boolean[1];
        rig.ask(Rig.exchange(id, Map.of()), settings, _ -> {
            called[0] = true;
            return fails ? Reply.refused(ErrorCode.PROVIDER_OVERLOADED, "later")
                    : Reply.of(new StreamEvent.UsageReported(Usage.NONE.with(Unit.INPUT, 1)))
                            .receipted(receipt -> receipt.from(Rig.GROQ, 1).costing(new Cost.Known(Money.of(cost, "USD"))));
        }).collect();
        Ledger.Try[] tries = called[0] && !fails ? new Ledger.Try[] {Rig.tried("groq", cost)} : new Ledger.Try[0];
        rig.settle(Rig.entry(id, Rig.NOON, tries));
    }

    private static BigDecimal ledger(Rig rig) {
        return rig.ledger.stream().flatMap(entry -> entry.tries().stream()).map(one -> ((Cost.Known) one.cost()).money().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void goesOverByAtMostOneReservation() throws Exception {
        Rig rig = new Rig().loaded();
        rig.book.put(Rig.budget(Scope.KEY, "key-1", "3", Window.DAY));
        rig.book.put(Rig.budget(Scope.TEAM, "blue", "100", Window.MONTH));
        rig.book.put(Rig.budget(Scope.PROVIDER, "groq", "200", Window.YEAR));
        run(rig, 1, Map.of());
        for (Standing standing : List.of(rig.book.standing(Scope.KEY, "key-1").getFirst(), rig.book.standing(Scope.TEAM, "blue").getFirst(),
                rig.book.standing(Scope.PROVIDER, "groq").getFirst())) {
            assertEquals(0, standing.reserved().amount().signum(), "nothing stays set aside: " + standing);
            assertEquals(0, ledger(rig).compareTo(standing.spent().amount()), "what the ledger says: " + standing);
        }
        BigDecimal spent = rig.spent(Scope.KEY, "key-1");
        assertTrue(spent.compareTo(new BigDecimal("3")) >= 0, "it was used up: " + spent);
        assertTrue(spent.compareTo(new BigDecimal("3").add(new BigDecimal(RESERVATION))) <= 0, "by more than one reservation: " + spent);
    }

    @Test
    void whereReservationsMustFitItNeverGoesOver() throws Exception {
        Rig rig = new Rig().loaded();
        rig.book.put(Rig.budget(Scope.KEY, "key-1", "3", Window.DAY));
        run(rig, 2, Map.of("strict", true));
        BigDecimal spent = rig.spent(Scope.KEY, "key-1");
        assertTrue(spent.compareTo(new BigDecimal("3")) <= 0, "over: " + spent);
        assertTrue(spent.compareTo(new BigDecimal("2.98")) >= 0, "and is used nearly up: " + spent);
    }
}
