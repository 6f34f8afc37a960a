package modelscan.core.catalog;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code $[env:NAME]} and {@code $[secret:name]} in a text. */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\[(env|secret):([A-Za-z0-9._-]+)\\]");

    private Placeholders() {
    }

    /** The text with all placeholders replaced; empty if one has no value. The functions answer null for unknown. */
    static Optional<String> resolve(String text, UnaryOperator<String> environment, UnaryOperator<String> secrets) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            String value = (matcher.group(1).equals("env") ? environment : secrets).apply(matcher.group(2));
            if (value == null) {
                return Optional.empty();
            }
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value));
        }
        matcher.appendTail(resolved);
        return Optional.of(resolved.toString());
    }
}
