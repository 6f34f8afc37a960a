package modelscan.stage.auth;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How much somebody may ask for.
 *
 * @param most so much in its time; what is not there is not limited
 * @param concurrent so many requests at once
 */
record Limits(Map<Rate, Long> most, OptionalInt concurrent) {
    static final Limits NONE = new Limits(Map.of(), OptionalInt.empty());

    Limits {
        EnumMap<Rate, Long> copy = new EnumMap<>(Rate.class);
        copy.putAll(most);
        most = Collections.unmodifiableMap(copy);
    }

    boolean none() {
        return most.isEmpty() && concurrent.isEmpty();
    }

    /** Whether tokens are limited. */
    boolean countsTokens() {
        for (Rate rate : most.keySet()) {
            if (rate.tokens()) {
                return true;
            }
        }
        return false;
    }
}
