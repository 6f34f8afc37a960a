package modelscan.stage.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import modelscan.api.model.Failure;

/** What is set aside for one request, try by try. */
final class Booking {
    private final List<Reservation> reservations = new ArrayList<>();
    private boolean over;

    /** Amounts set aside in several purses. */
    static final class Reservation {
        private final List<Purse> purses = new ArrayList<>();
        private final List<BigDecimal> amounts = new ArrayList<>();
        private final AtomicBoolean released = new AtomicBoolean();

        void add(Purse purse, BigDecimal amount) {
            purses.add(purse);
            amounts.add(amount);
        }

        /** As it stands in the journal; empty if it is nothing. */
        Optional<byte[]> written(String request) {
            return amounts.stream().allMatch(amount -> amount.signum() == 0) ? Optional.empty()
                    : Optional.of(Reservations.write(request, purses, amounts));
        }

        /** Gives it back; once only. */
        void release() {
            if (released.compareAndSet(false, true)) {
                for (int i = 0; i < purses.size(); i++) {
                    purses.get(i).release(amounts.get(i));
                }
            }
        }
    }

    /** A purse and how much is wanted of it. */
    record Wish(Purse purse, BigDecimal amount) {
    }

    /** Takes all wishes together, or none and says why. */
    static Optional<Failure> take(List<Wish> wishes, Reservation into, Instant now, boolean strict) {
        for (Wish wish : wishes) {
            Optional<Failure> refusal = wish.purse().reserve(wish.amount(), now, strict);
            if (refusal.isPresent()) {
                into.release();
                return refusal;
            }
            into.add(wish.purse(), wish.amount());
        }
        return Optional.empty();
    }

    synchronized void add(Reservation reservation) {
        if (over) {
            reservation.release();
        } else {
            reservations.add(reservation);
        }
    }

    /** Gives everything back. */
    synchronized void release() {
        over = true;
        reservations.forEach(Reservation::release);
        reservations.clear();
    }
}
