package modelscan.stage.budget;

import java.util.Optional;
import java.util.function.Consumer;
import modelscan.api.gateway.Audit;
import modelscan.api.gateway.Estimates;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Rates;
import modelscan.api.gateway.store.Journal;
import modelscan.api.gateway.store.Store;

/** The services around a budget, which may or may not be there. */
public interface Surroundings {
    /** Where budgets are kept. */
    Optional<Store> store();

    /** What requests will cost. */
    Optional<Estimates> estimates();

    /** Asks the ledger; false if there is none. */
    boolean ledger(Consumer<Ledger> question);

    /** Where it is written down what happens. */
    default Optional<Journal> journal() {
        return Optional.empty();
    }

    /** Who keeps what is changed. */
    default Optional<Audit> audit() {
        return Optional.empty();
    }

    /** The rates between currencies; none is known without a ledger. */
    Rates rates();
}
