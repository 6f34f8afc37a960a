package modelscan.stage.audit;

import java.time.Duration;
import java.util.Optional;
import modelscan.api.gateway.store.Journal;
import modelscan.api.gateway.store.Store;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Journal and store, as they come and go; without a journal changes are refused, not made unseen. */
@Component(service = Surroundings.class)
public final class Surroundings {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Journal journal;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Store store;

    /** With whatever is there. */
    @Activate
    public Surroundings() {
        // The fields are set by the framework.
    }

    Surroundings(Journal journal, Store store) {
        this.journal = journal;
        this.store = store;
    }

    Journal journal() {
        return Optional.ofNullable(journal).orElseThrow(() -> unavailable("there is no journal to write it into"));
    }

    Store store() {
        return Optional.ofNullable(store).orElseThrow(() -> unavailable("there is no store"));
    }

    static FailureException unavailable(String why) {
        return new FailureException(Failure.of(ErrorCode.UNAVAILABLE, "the audit trail cannot be used now: " + why)
                .because("storage_failed").after(Duration.ofSeconds(1)));
    }
}
