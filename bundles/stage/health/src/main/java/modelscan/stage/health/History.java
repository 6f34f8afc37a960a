package modelscan.stage.health;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What happened in each hour and is not in the store yet; without one, the last day. */
final class History {
    static final int MOST = 20_000;
    static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long KEPT = 24;

    private final InstantSource wall;
    private final Map<Slot, Tally> slots = new ConcurrentHashMap<>();

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

    void wasDown(Charts.Key key, long nanos) {
        if (nanos > 0) {
            add(new Slot(key, hour()), Tally.down(nanos));
        }
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

    /** Takes everything out, to be put elsewhere. */
    Map<Slot, Tally> drain() {
        Map<Slot, Tally> drained = new HashMap<>();
        for (Slot slot : slots.keySet()) {
            Tally tally = slots.remove(slot);
            if (tally != null) {
                drained.put(slot, tally);
            }
        }
        return drained;
    }

    /** Forgets hours that are too long ago. */
    void forget() {
        long oldest = hour() - KEPT;
        slots.keySet().removeIf(slot -> slot.hour() < oldest);
    }

    /** What is known since an hour, by candidate. */
    Map<Charts.Key, Tally> since(long hour) {
        Map<Charts.Key, Tally> sums = new HashMap<>();
        slots.forEach((slot, tally) -> {
            if (slot.hour() >= hour) {
                sums.merge(slot.key(), tally, Tally::plus);
            }
        });
        return sums;
    }
}
