package modelscan.stage.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Principal;
import modelscan.api.model.Operation;

/**
 * A request that began.
 *
 * @param request its id
 * @param at when
 * @param life the process in which it began
 * @param principal who asked
 * @param operation the kind of work
 * @param asked the model as the caller wrote it
 */
record Begun(String request, Instant at, String life, Principal principal, Operation operation, String asked) {

    /** The entry of a request whose process ended before it did. */
    Booked lost() {
        return new Booked(new Ledger.Entry(request, at, principal, operation, asked, List.of(), false, Optional.empty(),
                Duration.ZERO), Status.UNKNOWN, 0, "", "", Optional.empty());
    }
}
