package modelscan.core.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The path of a front: {@code {name}} stands for one segment, {@code {name...}} for the rest. */
final class FrontPath {
    private static final Pattern BRACES = Pattern.compile("\\{([^}.]+)(\\.\\.\\.)?}");

    private final Pattern pattern;
    private final List<String> names = new ArrayList<>();

    FrontPath(String path) {
        StringBuilder regex = new StringBuilder();
        Matcher braces = BRACES.matcher(path);
        int end = 0;
        while (braces.find()) {
            regex.append(Pattern.quote(path.substring(end, braces.start())));
            regex.append(braces.group(2) == null ? "([^/]+)" : "(.+)");
            names.add(braces.group(1));
            end = braces.end();
        }
        pattern = Pattern.compile(regex.append(Pattern.quote(path.substring(end))).toString());
    }

    /** What the braces match; empty if the path is another one. */
    Optional<Map<String, String>> match(String path) {
        Matcher matcher = pattern.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            variables.put(names.get(i), matcher.group(i + 1));
        }
        return Optional.of(variables);
    }

    /** Whether there are no braces in it. */
    boolean fixed() {
        return names.isEmpty();
    }
}
