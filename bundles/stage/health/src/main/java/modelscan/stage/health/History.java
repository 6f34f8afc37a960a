package modelscan.stage.health;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** What happened in each hour and is not in the store yet; without one, the last day. */
final class History {
    static final int MOST = 20_000;
    static final long HOUR = Duration.ofHours(1).toMillis();
    /** So many hours can be kept. */
    static final long MONTH = 30L * 24;
    private static final long KEPT = 24;

    private final InstantSource wall;
    private final Map<Slot, Tally> slots = new ConcurrentHashMap<>();
    private volatile Optional<Archive> archive = Optional.empty();

    /** An hour of a candidate, counted since 1970. */
    record Slot(Charts.Key key, long hour) {
    }

    History(InstantSource wall) {
        this.wall = wall;
    }

    void ended(Charts.Key key, Outcome outcome) {
        if (outcome == Outcome.WORKED || outcome == Outcome.FAILED) {
            add(new Slot(key, hour()), Tally.call(outcome == Outcome.FAILED));
        }
    }

    void took(Charts.Key key, Chart.Times times) {
        add(new Slot(key, hour()), Tally.took(times));
    }

    /** Adds to an hour; when there are too many, a new one is not begun. */
    void add(Slot slot, Tally tally) {
        if (slots.size() < MOST || slots.containsKey(slot)) {
            slots.merge(slot, tally, Tally::plus);
        }
    }

    long hour() {
        return Math.floorDiv(wall.millis(), HOUR);
    }

    /** Hands everything over, to be put elsewhere; what could not be is kept. Who asks meanwhile waits, and misses nothing. */
    synchronized boolean hand(Predicate<Map<Slot, Tally>> taker) {
        Map<Slot, Tally> drained = new HashMap<>();
        for (Slot slot : slots.keySet()) {
            Tally tally = slots.remove(slot);
            if (tally != null) {
                drained.put(slot, tally);
            }
        }
        boolean taken = taker.test(drained);
        if (!taken) {
            drained.forEach(this::add);
        }
        return taken;
    }

    /** Forgets hours that are too long ago. */
    void forget() {
        long oldest = hour() - KEPT;
        slots.keySet().removeIf(slot -> slot.hour() < oldest);
    }

    /** Where the hours before are kept. */
    void keptIn(Archive store) {
        archive = Optional.of(store);
    }

    /** Whether more than the last day is known. */
    boolean lasting() {
        return archive.isPresent();
    }

    /** What is known since an hour, by candidate. */
    synchronized Map<Charts.Key, Tally> since(long hour) {
        Map<Charts.Key, Tally> sums = archive.map(store -> store.since(hour)).orElseGet(HashMap::new);
        slots.forEach((slot, tally) -> {
            if (slot.hour() >= hour) {
                sums.merge(slot.key(), tally, Tally::plus);
            }
        });
        return sums;
    }

    /** What is known of a provider as a whole since an hour, by hour. */
    synchronized Map<Long, Tally> hours(String provider, long hour) {
        Map<Long, Tally> hours = archive.map(store -> store.hours(provider, hour)).orElseGet(HashMap::new);
        slots.forEach((slot, tally) -> {
            if (slot.hour() >= hour && slot.key().provider().equals(provider)) {
                hours.merge(slot.hour(), slot.key().whole() ? tally : tally.counts(), Tally::plus);
            }
        });
        return hours;
    }
}
