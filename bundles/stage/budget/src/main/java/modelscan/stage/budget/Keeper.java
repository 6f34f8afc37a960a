package modelscan.stage.budget;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Budgets.Budget;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Rates;
import modelscan.api.gateway.store.Journal;
import modelscan.stage.budget.CheckpointTables.Spent;

/**
 * Follows the journal with what was spent of each budget, so that a start reads only what came after the last checkpoint.
 *
 * <p>The purses are told of entries before these are on disk, in no order; only the journal says what belongs before a
 * position. So this adds up once more, behind them.
 */
final class Keeper {
    private final Purses purses;
    private final Map<String, Kept> kept = new HashMap<>();
    private final Map<String, Spent> before = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private final Set<String> stored = new HashSet<>();
    private final Fresh fresh;
    private long place = -1;
    private long storedPlace = -1;

    /** What was spent of a budget of this shape, up to the place. */
    private record Kept(String shape, Spending spending) {
    }

    Keeper(Purses purses) {
        this.purses = purses;
        this.fresh = new Fresh(purses);
    }

    Fresh fresh() {
        return fresh;
    }

    /** Begins with what is in the store. */
    synchronized void load(CheckpointTables tables) {
        place = tables.place();
        storedPlace = place;
        before.putAll(tables.spent());
        stored.addAll(before.keySet());
    }

    /** Goes on to what is on disk now; the position that is reached. */
    synchronized long follow(Journal journal, Ledger ledger, Rates rates, Instant now) {
        long end = journal.end();
        if (place < 0 || place > end) {
            forget();
        }
        before.forEach((id, spent) -> purses.find(id).map(Purse::budget).filter(budget -> shape(budget).equals(spent.shape()))
                .ifPresent(budget -> kept.put(id, new Kept(spent.shape(), Spending.of(budget, now, spent.body())))));
        before.clear();
        if (place < end && !kept.isEmpty()) {
            try (Journal.Entries entries = journal.read(place)) {
                while (place < end && entries.hasNext()) {
                    take(entries.next(), ledger, rates, now);
                    place++;
                }
            }
        }
        place = end;
        fresh.turn();
        return end;
    }

    /** Nothing is known any more; everything is to be found in the ledger. */
    synchronized void forget() {
        kept.clear();
        before.clear();
    }

    synchronized boolean knows(Budget budget) {
        return Optional.ofNullable(kept.get(budget.id())).filter(one -> one.shape().equals(shape(budget))).isPresent();
    }

    /** Takes what was found elsewhere, up to the place. */
    synchronized void learn(Budget budget, Spending spending) {
        kept.put(budget.id(), new Kept(shape(budget), spending));
        changed.add(budget.id());
    }

    /** A copy of what is known. */
    synchronized Spending spent(Budget budget, Instant now) {
        return Spending.of(budget, now, kept.get(budget.id()).spending().json());
    }

    /** Brings the store up to the place. */
    synchronized void save(CheckpointTables tables) {
        kept.keySet().removeIf(id -> purses.find(id).isEmpty());
        changed.retainAll(kept.keySet());
        Set<String> gone = new HashSet<>(stored);
        gone.removeAll(kept.keySet());
        if (place == storedPlace && changed.isEmpty() && gone.isEmpty() || kept.isEmpty() && stored.isEmpty()) {
            return;
        }
        Map<String, Spent> spent = new HashMap<>();
        changed.forEach(id -> spent.put(id, new Spent(kept.get(id).shape(), kept.get(id).spending().json())));
        tables.write(place, spent, gone);
        stored.clear();
        stored.addAll(kept.keySet());
        changed.clear();
        storedPlace = place;
    }

    private void take(Journal.Entry entry, Ledger ledger, Rates rates, Instant now) {
        Optional<List<Fresh.Charges>> known = ledger.request(entry).flatMap(fresh::take);
        if (known.isPresent()) {
            known.get().forEach(one -> add(one.purse(), one.charge(), now));
        } else {
            ledger.entry(entry).ifPresent(settled -> settle(settled, rates, now));
        }
    }

    private void settle(Ledger.Entry entry, Rates rates, Instant now) {
        for (Purse purse : purses.of(entry)) {
            Charge charge = Charge.of(entry, purse.budget(), rates);
            add(purse, charge, now);
            if (entry.unknown()) {
                purse.lost(charge, now);
            }
        }
    }

    private void add(Purse purse, Charge charge, Instant now) {
        purse.seen(charge.request());
        Kept one = kept.get(purse.budget().id());
        if (one != null && !charge.empty()) {
            one.spending().advance(now);
            one.spending().add(charge.at(), charge.sum());
            changed.add(purse.budget().id());
        }
    }

    private static String shape(Budget budget) {
        return budget.scope() + "/" + budget.window() + "/" + budget.rolling() + "/" + budget.zone() + "/"
                + budget.amount().currency() + "/" + budget.owner();
    }
}
