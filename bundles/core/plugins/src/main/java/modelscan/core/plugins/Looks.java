package modelscan.core.plugins;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells files that have come to rest from those that somebody still writes.
 *
 * <p>A file rests when it was the same over two looks, or when nobody has touched it for a while before the first.
 */
final class Looks {
    private static final Duration APART = Duration.ofMillis(200);
    private static final Duration LONG_AGO = Duration.ofSeconds(2);

    private final Map<String, Sighting> sightings = new HashMap<>();

    /** The files at rest among those seen now; {@code now} in milliseconds of the clock that stamps files. */
    Map<String, Stamp> resting(Map<String, Stamp> seen, long now) {
        sightings.keySet().retainAll(seen.keySet());
        Map<String, Stamp> resting = new HashMap<>();
        seen.forEach((name, stamp) -> {
            Sighting sighting = sightings.get(name);
            if (sighting == null || !sighting.stamp.equals(stamp)) {
                sighting = new Sighting(stamp, now);
                sightings.put(name, sighting);
            }
            if (now - sighting.since >= APART.toMillis() || sighting.since - stamp.modified() >= LONG_AGO.toMillis()) {
                resting.put(name, stamp);
            }
        });
        return resting;
    }

    private record Sighting(Stamp stamp, long since) {
    }
}
