package modelscan.stage.route;

import java.util.Optional;
import modelscan.api.gateway.Admission;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Estimates;
import modelscan.api.gateway.HealthBook;
import modelscan.api.gateway.Tokens;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Those who know something about candidates; health and rights may be missing. */
@Component(service = Sources.class)
public final class Sources {
    private final Estimates estimates;
    private final Tokens tokens;
    private final Optional<HealthBook> health;
    private final Optional<Admission> admission;

    @Activate
    public Sources(@Reference Estimates estimates, @Reference Tokens tokens,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY) HealthBook health,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY) Admission admission) {
        this.estimates = estimates;
        this.tokens = tokens;
        this.health = Optional.ofNullable(health);
        this.admission = Optional.ofNullable(admission);
    }

    Estimates estimates() {
        return estimates;
    }

    Tokens tokens() {
        return tokens;
    }

    Optional<Admission> admission() {
        return admission;
    }

    HealthBook.Vitals vitals(Candidate candidate) {
        return health.isPresent() ? health.get().vitals(candidate) : HealthBook.Vitals.UNKNOWN;
    }
}
