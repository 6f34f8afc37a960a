package modelscan.api.gateway;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who calls.
 *
 * @param id the key or account
 * @param user the person behind it, if known
 * @param team the team that pays, if known
 * @param project what it is for, if known
 * @param tags words for reports
 */
public record Principal(String id, Optional<String> user, Optional<String> team, Optional<String> project, Set<String> tags) {

    /** A caller who was not asked for a name. */
    public static final Principal ANONYMOUS = of("anonymous");

    public Principal {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(team, "team");
        Objects.requireNonNull(project, "project");
        tags = Set.copyOf(tags);
    }

    /** Somebody of whom only the id is known. */
    public static Principal of(String id) {
        return new Principal(id, Optional.empty(), Optional.empty(), Optional.empty(), Set.of());
    }
}
