package modelscan.stage.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.ErrorCode;

/**
 * An exchange at its end.
 *
 * @param exchange what was asked
 * @param receipt what is known of it
 * @param heard what came out
 * @param left whether the caller went away before the end
 * @param fault what was thrown, if anything was
 * @param at when it ended
 * @param took how long it took
 */
record Ending(Exchange exchange, Receipt receipt, Heard heard, boolean left, Optional<ErrorCode> fault, Instant at,
        Duration took) {

    /** What it failed with, if it did; an answer that nobody waited for failed by that. */
    Optional<ErrorCode> failure() {
        Optional<ErrorCode> told = receipt.failure().map(failure -> failure.code()).or(() -> fault);
        return told.isEmpty() && left ? Optional.of(ErrorCode.CANCELLED) : told;
    }
}
