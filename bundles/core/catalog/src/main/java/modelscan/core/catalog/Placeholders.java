package modelscan.core.catalog;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code $[env:NAME]} and {@code $[secret:name]} in a text, also with {@code ;default=…} before the bracket. */
final class Placeholders {
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\[(env|secret):([A-Za-z0-9._-]+)(?:;default=([^\\]]*))?\\]");

    private Placeholders() {
    }

    /** The text with all placeholders replaced; empty if one has no value. The functions answer null for unknown. */
    static Optional<String> resolve(String text, UnaryOperator<String> environment, UnaryOperator<String> secrets) {
        if (!text.contains("$[")) {
            return Optional.of(text);
        }
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            String told = (matcher.group(1).equals("env") ? environment : secrets).apply(matcher.group(2));
            String value = told == null ? matcher.group(3) : told;
            if (value == null) {
                return Optional.empty();
            }
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value));
        }
        matcher.appendTail(resolved);
        return Optional.of(resolved.toString());
    }

    /** The first placeholder without a value, in words. */
    static String missing(String text, UnaryOperator<String> environment, UnaryOperator<String> secrets) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            boolean environmental = matcher.group(1).equals("env");
            if ((environmental ? environment : secrets).apply(matcher.group(2)) == null && matcher.group(3) == null) {
                return environmental ? "the environment variable " + matcher.group(2)
                        : "the secret conf/secrets/" + matcher.group(2);
            }
        }
        return "its value";
    }
}
