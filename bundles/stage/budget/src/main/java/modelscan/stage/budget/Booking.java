package modelscan.stage.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import modelscan.api.gateway.Principal;
import modelscan.api.model.Failure;

/** What is set aside for one request, try by try; every change is told. */
final class Booking {
    private final Purses.Found purses;
    private final Consumer<Map<String, BigDecimal>> told;
    private final List<Reservation> reservations = new ArrayList<>(1);
    private int requests = 1;
    private boolean over;

    /** Nothing yet, in these purses. */
    Booking(Purses.Found purses, Consumer<Map<String, BigDecimal>> told) {
        this.purses = purses;
        this.told = told;
    }

    /** One of a request that is settled already: it keeps nothing. */
    static Booking over(Purses.Found purses) {
        Booking booking = new Booking(purses, _ -> { });
        booking.over = true;
        return booking;
    }

    /** The purses of this caller, if nothing has changed since it was admitted. */
    Optional<List<Purse>> purses(Principal caller, int generation) {
        return purses.caller() == caller && purses.generation() == generation ? Optional.of(purses.all()) : Optional.empty();
    }

    /** How much of each of these purses. */
    static final class Reservation {
        private final List<Purse> purses;
        private final BigDecimal[] amounts;
        private boolean held;

        Reservation(List<Purse> purses, BigDecimal[] amounts) {
            this.purses = purses;
            this.amounts = amounts;
        }

        /** Takes all of it, or nothing and says why. */
        private Optional<Failure> take(Instant now, boolean strict) {
            for (int i = 0; i < amounts.length; i++) {
                Optional<Failure> refusal = purses.get(i).reserve(amounts[i], now, strict);
                if (refusal.isPresent()) {
                    release(i);
                    return refusal;
                }
            }
            held = true;
            return Optional.empty();
        }

        private void release(int first) {
            for (int i = 0; i < first; i++) {
                purses.get(i).release(amounts[i]);
            }
        }
    }

    /** Sets it aside, or nothing of it and says why. */
    Optional<Failure> take(Reservation wanted, Instant now, boolean strict) {
        Optional<Failure> refusal = wanted.take(now, strict);
        if (refusal.isEmpty()) {
            add(wanted);
        }
        return refusal;
    }

    private synchronized void add(Reservation taken) {
        reservations.add(taken);
        if (over) {
            release();
        } else {
            tell();
        }
    }

    /** Gives one of them back; once only. */
    synchronized void release(Reservation one) {
        if (one.held) {
            one.held = false;
            one.release(one.amounts.length);
            reservations.remove(one);
            tell();
        }
    }

    /** Another request uses it too. */
    synchronized Booking shared() {
        requests++;
        return this;
    }

    /** A request is settled; whether it was the last one: then everything is given back, and what was told stays. */
    synchronized boolean ended() {
        requests--;
        over = requests <= 0;
        if (over) {
            release();
        }
        return over;
    }

    private void release() {
        for (Reservation one : reservations) {
            one.held = false;
            one.release(one.amounts.length);
        }
        reservations.clear();
    }

    private void tell() {
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        for (Reservation one : reservations) {
            for (int i = 0; i < one.amounts.length; i++) {
                sums.merge(one.purses.get(i).id(), one.amounts[i], BigDecimal::add);
            }
        }
        told.accept(sums);
    }
}
