package modelscan.stage.route;

import java.time.Duration;

/**
 * When a provider is left out.
 *
 * @param failures after so many calls in a row that failed; 0 for never
 * @param time for how long after the last of them
 */
record Ban(int failures, Duration time) {
    static final Ban NEVER = new Ban(0, Duration.ZERO);

    static Ban of(int failures, int seconds) {
        return failures <= 0 ? NEVER : new Ban(failures, Duration.ofSeconds(Math.max(1, seconds)));
    }

    boolean none() {
        return failures == 0;
    }
}
