package modelscan.api.gateway;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Puts candidates in the order in which they are to be tried.
 *
 * <pre>{@code
 * @Component(property = Strategy.NAME + "=shortest")
 * public final class Shortest implements Strategy {
 *     public List<Candidate> order(Exchange exchange, List<Candidate> candidates) {
 *         return candidates.stream().sorted(comparing(candidate -> candidate.model().id().length())).toList();
 *     }
 * }
 * }</pre>
 *
 * <p>It may leave candidates out. Only the routing stage looks strategies up. It is called by many threads at once.
 */
@ConsumerType
public interface Strategy {
    /** Service property: the name by which a caller chooses it. */
    String NAME = "modelscan.strategy";

    /** The candidates to try, best first. */
    List<Candidate> order(Exchange exchange, List<Candidate> candidates);
}
