package modelscan.core.settings;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with placeholders: {@code $[env:NAME]}, {@code $[secret:name]}, each with {@code ;default=} and {@code ;type=}.
 *
 * <pre>{@code
 * new Template("Bearer $[secret:groq]").fill((kind, name) -> Optional.of("s3cret"));  // Optional[Bearer s3cret]
 * }</pre>
 */
record Template(String text) {
    private static final Pattern PLACEHOLDER = Pattern.compile("(\\\\?)\\$\\[(\\w+):([^];]+)((?:;\\w+=[^];]*)*)]");

    /** A placeholder as it is written. */
    record Placeholder(String kind, String name, Optional<String> fallback, Optional<String> type) {
        private static Placeholder of(MatchResult match) {
            Optional<String> fallback = Optional.empty();
            Optional<String> type = Optional.empty();
            for (String option : match.group(4).split(";")) {
                fallback = option.startsWith("default=") ? Optional.of(option.substring("default=".length())) : fallback;
                type = option.startsWith("type=") ? Optional.of(option.substring("type=".length())) : type;
            }
            return new Placeholder(match.group(2), match.group(3), fallback, type);
        }

        Optional<String> value(BiFunction<String, String, Optional<String>> source) {
            return source.apply(kind, name).or(() -> fallback);
        }
    }

    static boolean present(Object value) {
        return value instanceof String text && text.contains("$[");
    }

    List<Placeholder> placeholders() {
        return PLACEHOLDER.matcher(text).results().filter(match -> match.group(1).isEmpty()).map(Placeholder::of).toList();
    }

    /** The text with its placeholders replaced; empty if there is no value for one of them. */
    Optional<Object> fill(BiFunction<String, String, Optional<String>> source) {
        Set<Placeholder> missing = new HashSet<>(placeholders());
        missing.removeIf(placeholder -> placeholder.value(source).isPresent());
        if (!missing.isEmpty()) {
            return Optional.empty();
        }
        String filled = PLACEHOLDER.matcher(text).replaceAll(match -> Matcher.quoteReplacement(match.group(1).isEmpty()
                ? Placeholder.of(match).value(source).orElseThrow() : match.group().substring(1)));
        return typed(filled);
    }

    /** The type counts when the placeholder is the whole text. */
    private Optional<Object> typed(String filled) {
        Matcher whole = PLACEHOLDER.matcher(text);
        Optional<String> type = whole.matches() ? Placeholder.of(whole).type() : Optional.empty();
        return type.isEmpty() ? Optional.of(filled) : ValueType.named(type.get()).flatMap(kind -> kind.parse(filled));
    }
}
