package modelscan.api.gateway;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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

    private static final int MOST_TAGS = 16;
    private static final int MOST_LETTERS = 64;

    public Principal {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(team, "team");
        Objects.requireNonNull(project, "project");
        tags = Set.copyOf(tags);
    }

    /**
     * The same with what the caller names beside its request: more tags, and the user where the key belongs to nobody.
     *
     * <p>At most 16 tags of 64 characters are kept, and 200 characters of the user.
     */
    public Principal naming(Wishes wishes) {
        Optional<String> named = user.or(() -> wishes.named("user").map(text -> text.substring(0, Math.min(200, text.length()))))
                .filter(text -> !text.isBlank());
        Optional<String> more = wishes.named("tags");
        if (more.isEmpty() && named.equals(user)) {
            return this;
        }
        TreeSet<String> all = new TreeSet<>(tags);
        for (String tag : more.orElse("").split(",")) {
            if (!tag.isBlank() && tag.strip().length() <= MOST_LETTERS && all.size() < MOST_TAGS) {
                all.add(tag.strip());
            }
        }
        return new Principal(id, named, team, project, all);
    }

    /** Somebody of whom only the id is known. */
    public static Principal of(String id) {
        return new Principal(id, Optional.empty(), Optional.empty(), Optional.empty(), Set.of());
    }
}
