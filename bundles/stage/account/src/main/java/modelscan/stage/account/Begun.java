package modelscan.stage.account;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Principal;
import modelscan.api.model.Operation;

/**
 * A request that began.
 *
 * @param request its id
 * @param at when
 * @param from where the journal ended then: its entry comes behind it
 * @param principal who asked
 * @param operation the kind of work
 * @param asked the model as the caller wrote it
 */
record Begun(String request, Instant at, long from, Principal principal, Operation operation, String asked) {
    private static final int SHORT = 50;

    /** The same in so few words that they fit everywhere. */
    Begun briefly() {
        String key = principal.id().substring(0, Math.min(SHORT, principal.id().length()));
        return new Begun(request, at, from, new Principal(key, Optional.empty(), Optional.empty(), Optional.empty(),
                Set.of()), operation, "");
    }

    /** The entry of a request whose process ended before it did, with what was set aside for it. */
    Booked lost(Map<String, BigDecimal> reserved) {
        return new Booked(new Ledger.Entry(request, at, principal, operation, asked, List.of(), false, Optional.empty(),
                Duration.ZERO, reserved), Status.UNKNOWN, 0, "", "", Optional.empty());
    }
}
