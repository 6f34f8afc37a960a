package modelscan.stage.auth;

import java.time.Duration;
import java.util.Locale;

/** What is limited in which time. */
enum Rate {
    RPM(false, Duration.ofMinutes(1), "requests per minute"),
    RPH(false, Duration.ofHours(1), "requests per hour"),
    RPD(false, Duration.ofDays(1), "requests per day"),
    TPM(true, Duration.ofMinutes(1), "tokens per minute"),
    TPH(true, Duration.ofHours(1), "tokens per hour"),
    TPD(true, Duration.ofDays(1), "tokens per day");

    private final boolean tokens;
    private final Duration time;
    private final String words;

    Rate(boolean tokens, Duration time, String words) {
        this.tokens = tokens;
        this.time = time;
        this.words = words;
    }

    /** Whether it counts tokens instead of requests. */
    boolean tokens() {
        return tokens;
    }

    Duration time() {
        return time;
    }

    /** For messages. */
    String words() {
        return words;
    }

    /** The word in JSON: {@code rpm}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
