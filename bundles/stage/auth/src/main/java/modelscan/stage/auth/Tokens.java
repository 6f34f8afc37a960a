package modelscan.stage.auth;

import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Ledger;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;

/** Tokens as limits count them: what went in and what came out. */
final class Tokens {
    private Tokens() {
    }

    /** The tokens of a usage; empty if neither is known. */
    static Optional<Long> of(Usage usage) {
        Optional<Long> in = usage.count(Unit.INPUT);
        Optional<Long> out = usage.count(Unit.OUTPUT);
        return in.isEmpty() && out.isEmpty() ? Optional.empty() : Optional.of(in.orElse(0L) + out.orElse(0L));
    }

    /** The tokens of several calls, as far as they are known. */
    static long of(List<Ledger.Try> tries) {
        long sum = 0;
        for (Ledger.Try each : tries) {
            sum += of(each.usage()).orElse(0L);
        }
        return sum;
    }
}
