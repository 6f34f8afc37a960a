package modelscan.api.gateway;

import modelscan.api.model.Usage;
import org.osgi.annotation.versioning.ProviderType;

/** Knows what usage costs. */
@ProviderType
public interface PriceBook {
    /** What this usage costs at this candidate. */
    Cost cost(Candidate candidate, Usage usage);
}
