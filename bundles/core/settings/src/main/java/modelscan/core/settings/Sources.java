package modelscan.core.settings;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import modelscan.api.gateway.Vault;

/** Where the values of placeholders come from. */
final class Sources implements BiFunction<String, String, Optional<String>> {
    static final String ENV = "env";
    static final String SECRET = "secret";

    private final Vault vault;
    private final UnaryOperator<String> environment;

    Sources(Vault vault, UnaryOperator<String> environment) {
        this.vault = vault;
        this.environment = environment;
    }

    @Override
    public Optional<String> apply(String kind, String name) {
        return switch (kind) {
            case ENV -> Optional.ofNullable(environment.apply(name));
            case SECRET -> vault.secret(name);
            default -> Optional.empty();
        };
    }

    /** What is to be done about a placeholder without a value. */
    static String advice(Template.Placeholder placeholder) {
        return switch (placeholder.kind()) {
            case ENV -> "the environment variable " + placeholder.name() + " is not set";
            case SECRET -> "the secret " + placeholder.name() + " is not there; put it into conf/secrets/" + placeholder.name()
                    + " or the environment variable " + SecretFiles.variable(placeholder.name());
            default -> "$[" + placeholder.kind() + ":…] is not known; known are $[env:…] and $[secret:…]";
        };
    }
}
