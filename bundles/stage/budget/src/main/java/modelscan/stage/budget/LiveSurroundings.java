package modelscan.stage.budget;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import modelscan.api.gateway.Estimates;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Rates;
import modelscan.api.gateway.store.Store;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
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

    private final BundleContext context;

    /** With whatever is there. */
    @Activate
    public LiveSurroundings(BundleContext context) {
        this.context = context;
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
    public boolean ledger(Consumer<Ledger> question) {
        return ask(Ledger.class, ledger -> {
            question.accept(ledger);
            return true;
        }).orElse(false);
    }

    @Override
    public Rates rates() {
        return (money, currency, day) -> ask(Rates.class, rates -> rates.change(money, currency, day)).flatMap(changed -> changed);
    }

    private <S, R> Optional<R> ask(Class<S> kind, Function<S, R> question) {
        ServiceReference<S> reference = context.getServiceReference(kind);
        S service = reference == null ? null : context.getService(reference);
        if (service == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.apply(service));
        } finally {
            context.ungetService(reference);
        }
    }
}
