package modelscan.stage.budget;

import java.util.Optional;
import java.util.function.Consumer;
import modelscan.api.gateway.Audit;
import modelscan.api.gateway.Estimates;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Rates;
import modelscan.api.gateway.store.Journal;
import modelscan.api.gateway.store.Store;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The services around, as they come and go.
 *
 * <p>The ledger tells this bundle of every entry and so refers to it; it is looked up when it is needed, because two that
 * refer to each other cannot both be first.
 */
@Component(service = Surroundings.class)
public final class LiveSurroundings implements Surroundings {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Store store;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Estimates estimates;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Journal journal;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Audit audit;

    private final Followed<Ledger> ledgers;
    private final Followed<Rates> rates;

    /** With whatever is there. */
    @Activate
    public LiveSurroundings(BundleContext context) {
        this.ledgers = new Followed<>(context, Ledger.class);
        this.rates = new Followed<>(context, Rates.class);
    }

    @Deactivate
    void deactivate() {
        ledgers.close();
        rates.close();
    }

    @Override
    public Optional<Store> store() {
        return Optional.ofNullable(store);
    }

    @Override
    public Optional<Estimates> estimates() {
        return Optional.ofNullable(estimates);
    }

    @Override
    public Optional<Journal> journal() {
        return Optional.ofNullable(journal);
    }

    @Override
    public Optional<Audit> audit() {
        return Optional.ofNullable(audit);
    }

    @Override
    public boolean ledger(Consumer<Ledger> question) {
        Optional<Ledger> ledger = ledgers.service();
        ledger.ifPresent(question);
        return ledger.isPresent();
    }

    @Override
    public Rates rates() {
        return (money, currency, day) -> rates.service().flatMap(known -> known.change(money, currency, day));
    }
}
