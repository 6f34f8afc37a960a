package modelscan.stage.auth;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What only a key has.
 *
 * @param ties whose it is
 * @param expires from when on it is refused
 * @param mark what is kept of its text
 * @param former its text before it was rotated, for a while
 */
record Access(Ties ties, Optional<Instant> expires, Mark mark, Optional<Former> former) {
    Access {
        Objects.requireNonNull(ties, "ties");
        Objects.requireNonNull(expires, "expires");
        Objects.requireNonNull(mark, "mark");
        Objects.requireNonNull(former, "former");
    }

    /** Whose a key is, by id; who is not known here is a name for reports. */
    record Ties(Optional<String> user, Optional<String> team, Optional<String> project) {
        Optional<String> of(Kind kind) {
            return switch (kind) {
                case KEY -> Optional.empty();
                case USER -> user;
                case TEAM -> team;
                case PROJECT -> project;
            };
        }
    }

    /** A text that was replaced, and until when it is taken. */
    record Former(Mark mark, Instant until) {
    }

    /** The same with a new text; the old one is taken until then, if that is later than now. */
    Access rotated(Mark mark, Instant now, Instant until) {
        return new Access(ties, expires, mark, until.isAfter(now) ? Optional.of(new Former(this.mark, until)) : Optional.empty());
    }

    /** Whether a key with this mark is taken now. */
    boolean takes(Mark given, Instant now) {
        return mark.equals(given) || former.filter(old -> old.mark().equals(given) && now.isBefore(old.until())).isPresent();
    }

    boolean expired(Instant now) {
        return expires.filter(end -> !now.isBefore(end)).isPresent();
    }
}
