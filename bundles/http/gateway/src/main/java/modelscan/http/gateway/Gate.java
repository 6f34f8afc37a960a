package modelscan.http.gateway;

import java.util.Optional;
import modelscan.api.gateway.Principal;
import modelscan.api.model.Failure;

/** Decides who may come in. */
@FunctionalInterface
interface Gate {
    /** Why this call may not come in, whatever it wants; empty if it may. */
    Optional<Failure> refusal(HttpCall call);

    /**
     * Who calls, for what is not open to everybody.
     *
     * @throws modelscan.api.model.FailureException if that is nobody who is served
     */
    default Principal principal(HttpCall call) {
        return Principal.ANONYMOUS;
    }
}
