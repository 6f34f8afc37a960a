package modelscan.core.catalog.command;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with names in braces, such as {@code {model}} or {@code {effort|low}}.
 *
 * @param text the text
 */
record Template(String text) {
    private static final Pattern NAME = Pattern.compile("\\{([a-z][a-z0-9_.]*)(?:\\|([^{}]*))?\\}");

    static Template of(String text) {
        return new Template(text);
    }

    /** Whether there is any name in it. */
    boolean named() {
        return NAME.matcher(text).find();
    }

    /** The name, if the text is nothing else. */
    Optional<String> only() {
        Matcher matcher = NAME.matcher(text);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Whether it begins with a name: then its value decides what it looks like. */
    boolean beginsNamed() {
        return NAME.matcher(text).lookingAt();
    }

    /** The text with values instead of names; empty if one has none. */
    Optional<String> filled(Map<String, String> values) {
        Matcher matcher = NAME.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String value = values.getOrDefault(matcher.group(1), matcher.group(2));
            if (value == null) {
                return Optional.empty();
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return Optional.of(matcher.appendTail(filled).toString());
    }
}
