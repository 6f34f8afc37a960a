package modelscan.http.gateway;

import java.util.Optional;
import modelscan.api.model.Failure;

/** Decides who may come in, before anything else is looked at. */
@FunctionalInterface
interface Gate {
    /** Everybody may; keys of callers are the pipeline's business. */
    Gate OPEN = call -> Optional.empty();

    /** Why this call may not come in; empty if it may. */
    Optional<Failure> refusal(HttpCall call);
}
