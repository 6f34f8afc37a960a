package modelscan.api.gateway;

import java.util.List;
import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells how a request would be routed, without calling anybody.
 *
 * <pre>{@code
 * router.explain(exchange).candidates().getFirst().candidate().name(); // groq/llama-3.3-70b-versatile
 * }</pre>
 */
@ProviderType
public interface Router {
    /**
     * Who would be tried in which order, and why.
     *
     * @throws modelscan.api.model.FailureException if the request would be refused before anybody was considered
     */
    Explanation explain(Exchange exchange);

    /** The names that stand for several models, {@code auto} first, as callers may write them. */
    default List<Named> names() {
        return List.of();
    }

    /**
     * A name for several models.
     *
     * @param name as callers write it
     * @param candidates who is behind it now, for whatever they can do
     */
    record Named(String name, List<Candidate> candidates) {
        public Named {
            Objects.requireNonNull(name, "name");
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * Who was considered.
     *
     * @param candidates those to be tried in their order, then those left out
     * @param strategy what put them in order
     * @param snapshot the state of providers and routes this holds for
     */
    record Explanation(List<Considered> candidates, String strategy, String snapshot) {
        public Explanation {
            candidates = List.copyOf(candidates);
            Objects.requireNonNull(strategy, "strategy");
            Objects.requireNonNull(snapshot, "snapshot");
        }
    }

    /**
     * A candidate that was considered.
     *
     * @param candidate who
     * @param rank its place from 1; 0 when it is left out
     * @param cost what the request would probably cost there
     * @param vitals how it does
     * @param admitted whether it would be tried
     * @param reasons why it stands where it stands
     */
    record Considered(Candidate candidate, int rank, Cost cost, HealthBook.Vitals vitals, boolean admitted,
            List<String> reasons) {
        public Considered {
            Objects.requireNonNull(candidate, "candidate");
            Objects.requireNonNull(cost, "cost");
            Objects.requireNonNull(vitals, "vitals");
            reasons = List.copyOf(reasons);
        }
    }
}
