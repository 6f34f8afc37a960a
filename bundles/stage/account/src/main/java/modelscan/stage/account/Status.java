package modelscan.stage.account;

import java.util.Locale;
import java.util.Optional;

/** How an exchange ended. */
enum Status {
    /** The caller has the whole answer. */
    OK,
    /** It broke after somebody was called. */
    FAILED,
    /** It was refused before anybody was called. */
    REFUSED,
    /** The caller went away. */
    CANCELLED,
    /** The process ended while it ran; nobody knows what it used. */
    UNKNOWN;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Status> of(String word) {
        for (Status status : values()) {
            if (status.word().equals(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
