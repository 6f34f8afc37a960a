package modelscan.stage.limit;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Plan.Limit;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.Plan.Window;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;

/** Rules and calls for tests. */
final class Given {
    private Given() {
    }

    static Rule rule(What what, Window window, long amount, String... models) {
        return Rule.of(new Limit(what, window, BigDecimal.valueOf(amount), Set.of(models)));
    }

    static Rule burst(What what, Window window, long amount, long size) {
        return new Rule(new Limit(what, window, BigDecimal.valueOf(amount), Set.of()), Optional.of(BigDecimal.valueOf(size)),
                false, ZoneOffset.UTC);
    }

    static Usage tokens(long input, long output) {
        return Usage.NONE.with(Unit.INPUT, input).with(Unit.OUTPUT, output);
    }

    static Entrant call(String model, long input, long output) {
        return new Entrant(model, Amount.of(tokens(input, output)), "ann", 1, 0, new Cancellation());
    }

    static Entrant waiting(String principal, int priority, long patience) {
        return new Entrant("m", Amount.none(), principal, priority, patience, new Cancellation());
    }
}
