package modelscan.stage.limit;

import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Estimates;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Plan.What;
import modelscan.api.model.Operation;
import modelscan.api.model.Original;

/** How much a call will take, before it is made. */
final class Sizing {
    private static final int BYTES_PER_TOKEN = 4;
    private static final long USUAL_ANSWER = 500;

    private Sizing() {
    }

    /** As the estimates say; without them, roughly by the size of the request. */
    static long[] of(Exchange exchange, Candidate candidate, Optional<Estimates> estimates) {
        return estimates.map(known -> Amount.of(known.of(exchange.inquiry(), candidate).likely()))
                .orElseGet(() -> roughly(exchange));
    }

    private static long[] roughly(Exchange exchange) {
        long[] amounts = Amount.none();
        Optional<Original> original = exchange.inquiry().original();
        if (original.isPresent() && exchange.operation() == Operation.CHAT) {
            long input = (original.get().bytes().length / BYTES_PER_TOKEN + 1) * Amount.ONE;
            long output = USUAL_ANSWER * Amount.ONE;
            amounts[What.INPUT_TOKENS.ordinal()] = input;
            amounts[What.OUTPUT_TOKENS.ordinal()] = output;
            amounts[What.TOKENS.ordinal()] = input + output;
        }
        return amounts;
    }
}
