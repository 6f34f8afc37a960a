package modelscan.stage.budget;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Budgets.Budget;
import modelscan.api.gateway.Budgets.Scope;
import modelscan.api.gateway.Budgets.Window;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Reply;
import modelscan.api.model.Operation;

/** How long the decision takes with 100,000 budgets; run it as a program. */
final class BudgetMeasurement {
    private static final int BUDGETS = 100_000;
    private static final int ROUNDS = 500_000;

    private BudgetMeasurement() {
    }

    public static void main(String[] arguments) {
        Rig rig = new Rig().loaded();
        rig.aside = (_, _) -> { };
        for (int i = 0; i < BUDGETS; i++) {
            Purse purse = new Purse(Rig.budget(Scope.KEY, "key-" + i, "1000", Window.MONTH).named("b" + i), Rig.NOON);
            purse.known(new Spending(purse.budget(), Rig.NOON), Rig.NOON);
            rig.book.purses().put(purse);
        }
        Map<Scope, String> others = Map.of(Scope.TEAM, "blue", Scope.USER, "ann", Scope.ALL, "", Scope.PROVIDER, "groq");
        for (Map.Entry<Scope, String> more : others.entrySet()) {
            Budget budget = Rig.budget(more.getKey(), more.getValue(), "1000000", Window.DAY).named("x" + more.getKey());
            Purse purse = new Purse(budget, Rig.NOON);
            purse.known(new Spending(purse.budget(), Rig.NOON), Rig.NOON);
            rig.book.purses().put(purse);
        }
        for (int round = 0; round < 3; round++) {
            run(rig);
        }
    }

    private static void run(Rig rig) {
        Reserve reserve = new Reserve(rig.book, rig, Rig.settings(Map.of()));
        Admit admit = new Admit(rig.book);
        Reply answer = Reply.of();
        long[] took = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            Principal who = new Principal("key-" + (i * 7919L % BUDGETS), Optional.of("ann"), Optional.of("blue"),
                    Optional.empty(), Set.of());
            Exchange exchange = Rig.exchange("r-" + i, Map.of()).by(who);
            Ledger.Entry entry = new Ledger.Entry("r-" + i, Rig.NOON, who, Operation.CHAT, "llama",
                    List.of(Rig.tried("groq", "0.00001")), false, Optional.empty(), Duration.ZERO);
            long start = System.nanoTime();
            try (Reply reply = admit.handle(exchange, admitted -> reserve.handle(admitted.to(Rig.GROQ, 1), _ -> answer))) {
                reply.next();
            }
            rig.book.settled(entry);
            took[i] = System.nanoTime() - start;
        }
        Arrays.sort(took);
        System.out.printf("admit + reserve in 5 of %d budgets + settle: median %d ns, p99 %d ns, p99.9 %d ns%n", BUDGETS,
                took[ROUNDS / 2], took[ROUNDS / 100 * 99], took[ROUNDS / 1000 * 999]);
    }
}
