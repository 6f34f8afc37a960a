package modelscan.stage.auth;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import modelscan.api.gateway.PlanBook.Quota;

/**
 * Takes what a request needs from all who have limits, together or not at all.
 *
 * @param seats who has limits, in the order of their kinds
 * @param tokens how many are expected
 * @param nanos what time it is
 */
record Toll(List<Seat> seats, long tokens, LongSupplier nanos) {

    /** Whether it was taken. */
    sealed interface Outcome {
        /** It was; tell it at the end how many tokens it were. */
        record Taken(Consumer<Long> settlement) implements Outcome {
        }

        /** It was not, because of this one's limit. */
        record Refused(Account who, String what, Optional<Duration> after) implements Outcome {
        }
    }

    Outcome take() {
        return locked(0);
    }

    /** What is left of all limits now. */
    List<Quota> left() {
        Leftovers left = new Leftovers();
        seats.forEach(seat -> seat.meter().left(seat.account().limits(), nanos.getAsLong(), left));
        return left.quotas();
    }

    // One inside the other, always in the order of kinds: nobody waits in a circle.
    private Outcome locked(int from) {
        if (from == seats.size()) {
            return decide();
        }
        synchronized (seats.get(from).meter()) {
            return locked(from + 1);
        }
    }

    private Outcome decide() {
        long now = nanos.getAsLong();
        Optional<Outcome.Refused> worst = Optional.empty();
        for (Seat seat : seats) {
            Optional<Meter.Shortage> shortage = seat.meter().shortage(seat.account().limits(), tokens, now);
            if (shortage.isPresent() && worst.filter(other -> longer(other, shortage.get())).isEmpty()) {
                worst = Optional.of(new Outcome.Refused(seat.account(), shortage.get().words(), shortage.get().after()));
            }
        }
        if (worst.isPresent()) {
            return worst.get();
        }
        for (Seat seat : seats) {
            seat.meter().take(seat.account().limits(), tokens, now);
        }
        return new Outcome.Taken(used -> settle(used, now));
    }

    private static boolean longer(Outcome.Refused other, Meter.Shortage shortage) {
        return other.after().isEmpty() || shortage.after().isPresent() && other.after().get().compareTo(shortage.after().get()) >= 0;
    }

    private void settle(long used, long taken) {
        for (Seat seat : seats) {
            seat.meter().settle(tokens, used, taken, nanos.getAsLong());
        }
    }
}
