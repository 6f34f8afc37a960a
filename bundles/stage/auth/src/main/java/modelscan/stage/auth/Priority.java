package modelscan.stage.auth;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Wishes;
import modelscan.api.model.Failure;

/** Who goes first where callers wait for a limit; a caller wishes by {@code x-modelscan-priority}, its key says how far it may. */
enum Priority {
    LOW, NORMAL, HIGH;

    static final String WISH = "priority";

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Priority> of(String word) {
        for (Priority priority : values()) {
            if (priority.word().equals(word)) {
                return Optional.of(priority);
            }
        }
        return Optional.empty();
    }

    /** Why it may not have what it wishes for: more than usual must have been said of a key, and of nobody less. */
    static Optional<Failure> refusal(Exchange exchange, List<Seat> seats) {
        if (wished(exchange) == HIGH) {
            for (Seat seat : seats) {
                if (most(seat.account()) != HIGH) {
                    return Optional.of(Permission.forbidden(seat.account().words() + " may not ask for high priority, but for "
                            + most(seat.account()).word() + " at most", "x-modelscan-" + WISH));
                }
            }
        }
        return Optional.empty();
    }

    /** The exchange with no more than it may have. */
    static Exchange bounded(Exchange exchange, List<Seat> seats) {
        Priority most = HIGH;
        for (Seat seat : seats) {
            most = most(seat.account()).compareTo(most) < 0 ? most(seat.account()) : most;
        }
        return wished(exchange).compareTo(most) <= 0 ? exchange : exchange.wishing(with(exchange.wishes(), most));
    }

    private static Priority wished(Exchange exchange) {
        Optional<String> word = exchange.wishes().named(WISH);
        return word.isEmpty() ? NORMAL : of(word.get()).orElse(NORMAL);
    }

    private static Priority most(Account account) {
        return account.rights().priority().orElse(account.kind() == Kind.KEY ? NORMAL : HIGH);
    }

    private static Wishes with(Wishes wishes, Priority priority) {
        Map<String, String> values = new HashMap<>(wishes.values());
        values.put(WISH, priority.word());
        return new Wishes(values);
    }
}
