package modelscan.stage.account;

import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.LedgerWatcher;
import modelscan.api.gateway.PriceBook;
import modelscan.api.gateway.Tokens;
import modelscan.api.gateway.store.Journal;
import modelscan.api.gateway.store.Store;
import modelscan.api.model.Usage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The services around, as they come and go; the pipeline works, or refuses, while some of them start. */
@Component(service = Surroundings.class)
public final class Surroundings {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Journal journal;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Store store;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Catalog catalog;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile PriceBook prices;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Tokens tokens;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<LedgerWatcher> watchers = List.of();

    /** With whatever is there. */
    @Activate
    public Surroundings() {
        // The fields are set by the framework.
    }

    Surroundings(Journal journal, Store store, Tokens tokens, List<LedgerWatcher> watchers) {
        this.journal = journal;
        this.store = store;
        this.tokens = tokens;
        this.watchers = watchers;
    }

    Optional<Journal> journal() {
        return Optional.ofNullable(journal);
    }

    Optional<Store> store() {
        return Optional.ofNullable(store);
    }

    Optional<Catalog> catalog() {
        return Optional.ofNullable(catalog);
    }

    Optional<Tokens> tokens() {
        return Optional.ofNullable(tokens);
    }

    List<LedgerWatcher> watchers() {
        return watchers;
    }

    /** What this usage costs there. */
    Cost cost(Candidate candidate, Usage usage) {
        PriceBook book = prices;
        if (book != null) {
            return book.cost(candidate, usage);
        }
        return candidate.model().prices().map(known -> known.cost(usage))
                .orElseGet(() -> new Cost.Unknown("no price is known for this model"));
    }
}
