package modelscan.stage.budget;

import java.util.Optional;
import java.util.function.Consumer;
import modelscan.api.gateway.Estimates;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Rates;
import modelscan.api.gateway.store.Store;

/** The services around a budget, which may or may not be there. */
public interface Surroundings {
    /** Where budgets are kept. */
    Optional<Store> store();

    /** What requests will cost. */
    Optional<Estimates> estimates();

    /** Asks the ledger; false if there is none. */
    boolean ledger(Consumer<Ledger> question);

    /** The rates between currencies; none is known without a ledger. */
    Rates rates();
}
