package modelscan.stage.account;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Ledger;
import modelscan.api.model.Money;
import modelscan.api.model.Usage;

/**
 * An entry of the ledger with what only reports need.
 *
 * @param entry the entry
 * @param status how the exchange ended
 * @param attempts how many tries were made
 * @param provider who answered last, also when the answer came from the cache; empty if nobody did
 * @param model which of its models
 * @param saved what the answer from the cache would have cost
 * @param routed what it would have cost more at the dearest of those who would have served it as well
 */
record Booked(Ledger.Entry entry, Status status, int attempts, String provider, String model, Optional<Money> saved,
        Optional<Money> routed) {

    /** An entry without savings by routing. */
    Booked(Ledger.Entry entry, Status status, int attempts, String provider, String model, Optional<Money> saved) {
        this(entry, status, attempts, provider, model, saved, Optional.empty());
    }


    /** The usage of all tries. */
    Usage usage() {
        return entry.tries().stream().map(Ledger.Try::usage).reduce(Usage.NONE, Usage::plus);
    }

    /** What is known of the cost, by currency; what was not billed leaves no trace. */
    Map<String, BigDecimal> costs() {
        Map<String, BigDecimal> costs = new TreeMap<>();
        for (Ledger.Try one : entry.tries()) {
            if (one.cost() instanceof Cost.Known(Money money) && (money.amount().signum() != 0 || entry.tries().size() == 1)) {
                costs.merge(money.currency().getCurrencyCode(), money.amount(), BigDecimal::add);
            }
        }
        return costs;
    }

    /** Whether the cost of every try is known, and of every request that was made. */
    boolean priced() {
        return status != Status.UNKNOWN && entry.tries().stream().allMatch(one -> one.cost() instanceof Cost.Known);
    }

    /** Whether anything was counted here because the provider did not tell it. */
    boolean estimated() {
        return entry.tries().stream().anyMatch(Ledger.Try::estimated);
    }
}
