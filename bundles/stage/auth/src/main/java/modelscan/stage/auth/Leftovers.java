package modelscan.stage.auth;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.PlanBook.Quota;

/** What is left of a caller's limits: of requests and of tokens that which leaves least. */
final class Leftovers {
    private Optional<Left> requests = Optional.empty();
    private Optional<Left> tokens = Optional.empty();

    private record Left(long most, long remaining, long reset) {
        boolean lessThan(Optional<Left> other) {
            return other.isEmpty() || remaining < other.get().remaining
                    || remaining == other.get().remaining && reset > other.get().reset;
        }

        Quota quota(What what) {
            return new Quota(what, Optional.of(BigDecimal.valueOf(most)), Optional.of(BigDecimal.valueOf(remaining)),
                    Optional.of(Duration.ofNanos(reset)));
        }
    }

    /** So much of a limit is used, and after so many nanoseconds it is whole again. */
    void add(Rate rate, long most, long used, long reset) {
        Left left = new Left(most, Math.max(0, most - used), reset);
        if (rate.tokens() && left.lessThan(tokens)) {
            tokens = Optional.of(left);
        } else if (!rate.tokens() && left.lessThan(requests)) {
            requests = Optional.of(left);
        }
    }

    List<Quota> quotas() {
        List<Quota> quotas = new ArrayList<>(2);
        requests.ifPresent(left -> quotas.add(left.quota(What.REQUESTS)));
        tokens.ifPresent(left -> quotas.add(left.quota(What.TOKENS)));
        return quotas;
    }
}
