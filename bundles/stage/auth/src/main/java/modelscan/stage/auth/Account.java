package modelscan.stage.auth;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A key, user, team or project.
 *
 * @param about who it is
 * @param rights what it may use
 * @param limits how much it may ask for
 * @param tags words for reports
 * @param disabled whether it is refused
 * @param access what only a key has
 */
record Account(About about, Rights rights, Limits limits, Set<String> tags, boolean disabled, Optional<Access> access) {
    Account {
        Objects.requireNonNull(about, "about");
        Objects.requireNonNull(rights, "rights");
        Objects.requireNonNull(limits, "limits");
        tags = Set.copyOf(tags);
        if (access.isPresent() != (about.kind() == Kind.KEY)) {
            throw new IllegalArgumentException("a key gives access, and nothing else does");
        }
    }

    /** Who it is. */
    record About(Kind kind, String id, String name, Instant created) {
        About {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(created, "created");
        }
    }

    Kind kind() {
        return about.kind();
    }

    String id() {
        return about.id();
    }

    /** For messages: {@code team 'red'}. */
    String words() {
        return about.name().equals(id()) ? kind().word() + " '" + id() + "'" : kind().word() + " '" + about.name() + "' (" + id() + ")";
    }

    /** What a key has. */
    Access asKey() {
        return access.orElseThrow(() -> new IllegalStateException(id() + " is no key"));
    }

    Account with(Access access) {
        return new Account(about, rights, limits, tags, disabled, Optional.of(access));
    }
}
