package modelscan.stage.auth;

import java.util.Locale;
import java.util.Optional;
import modelscan.api.gateway.Budgets;

/** Who can have rights and limits; locks are taken in this order. */
enum Kind {
    KEY(Budgets.Scope.KEY),
    USER(Budgets.Scope.USER),
    TEAM(Budgets.Scope.TEAM),
    PROJECT(Budgets.Scope.PROJECT);

    private static final String API = "/api/";

    private final Budgets.Scope scope;

    Kind(Budgets.Scope scope) {
        this.scope = scope;
    }

    /** The word in messages and JSON: {@code key}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whose spending its budgets count. */
    Budgets.Scope scope() {
        return scope;
    }

    /** The kind that an address is about, such as {@code /api/keys/key_1}. */
    static Kind at(String path) {
        for (Kind kind : values()) {
            String own = API + kind.word() + "s";
            if (path.equals(own) || path.startsWith(own + "/")) {
                return kind;
            }
        }
        throw new IllegalArgumentException(path + " is about nothing known here");
    }

    static Optional<Kind> of(String word) {
        for (Kind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
