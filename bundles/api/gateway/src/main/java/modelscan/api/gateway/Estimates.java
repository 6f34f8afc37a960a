package modelscan.api.gateway;

import java.util.List;
import java.util.Objects;
import modelscan.api.model.Request;
import modelscan.api.model.Usage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells what a request will use and cost before anybody is called.
 *
 * <pre>{@code
 * estimates.of(exchange.request(), candidate).cost(); // Known[0.000412 USD]
 * }</pre>
 */
@ProviderType
public interface Estimates {
    /** What this request will take at this candidate; in microseconds, for what every request has to pass. */
    Estimate of(Request request, Candidate candidate);

    /** The same for what a client wrote, which need not be read into neutral words for that. */
    default Estimate of(Inquiry inquiry, Candidate candidate) {
        return of(inquiry.request(), candidate);
    }

    /** The same as exactly as it can be told, for people who ask. */
    default Estimate exact(Request request, Candidate candidate) {
        return of(request, candidate);
    }

    /** Roughly what it costs at each in US dollars, to put candidates in order; {@link Double#NaN} where unknown. */
    default double[] rough(Request request, List<Candidate> candidates) {
        return candidates.stream().mapToDouble(candidate -> of(request, candidate).cost() instanceof Cost.Known(var money)
                && money.currency().getCurrencyCode().equals("USD") ? money.amount().doubleValue() : Double.NaN).toArray();
    }

    /**
     * An estimate.
     *
     * @param likely what it will probably use
     * @param most the most it can use, as far as the request or the model bounds it
     * @param cost what the likely usage costs
     * @param highest what the most costs; this is what a budget sets aside
     * @param error by how many percent the count of input tokens may be wrong
     */
    record Estimate(Usage likely, Usage most, Cost cost, Cost highest, int error) {
        public Estimate {
            Objects.requireNonNull(likely, "likely");
            Objects.requireNonNull(most, "most");
            Objects.requireNonNull(cost, "cost");
            Objects.requireNonNull(highest, "highest");
        }
    }
}
