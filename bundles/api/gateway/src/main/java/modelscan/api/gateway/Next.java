package modelscan.api.gateway;

import org.osgi.annotation.versioning.ProviderType;

/** The rest of the pipeline, as a stage sees it. */
@ProviderType
@FunctionalInterface
public interface Next {
    /** Lets the rest of the pipeline answer; never throws an expected failure, it answers with it. */
    Reply handle(Exchange exchange);
}
