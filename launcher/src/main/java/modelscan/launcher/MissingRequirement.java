package modelscan.launcher;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first thing that keeps a bundle from being resolved, read out of the framework's message.
 *
 * <pre>{@code
 * missing requirement [a [7](R 7.0)] osgi.wiring.package; (&(osgi.wiring.package=b.c)(version>=1.0.0)(!(version>=2.0.0)))
 * becomes: needs package b.c [1.0.0,2.0.0), which no installed bundle exports
 * }</pre>
 *
 * @param name what is needed: a package, a bundle, a Java version …
 * @param range the versions that would do, empty when all would
 * @param blamed the installed bundle that could give it but is not resolved itself
 */
record MissingRequirement(String namespace, String name, String range, Optional<String> blamed) {
    private static final String START = "missing requirement [";
    private static final Pattern HEAD = Pattern.compile(" ([\\w.\\-]+); *\\(");
    private static final Pattern ATTRIBUTE = Pattern.compile("(!?)\\(+(?:&\\()?([\\w.\\-]+)(=|>=|<=)([^()]+)\\)");
    private static final Pattern BLAMED = Pattern.compile("^\\s*\\[caused by: Unable to resolve (\\S+) \\[");

    static Optional<MissingRequirement> parse(String message) {
        int start = message.indexOf(START);
        if (start < 0) {
            return Optional.empty();
        }
        int owner = end(message, start + START.length() - 1, '[', ']');
        Matcher head = HEAD.matcher(message);
        if (owner < 0 || !head.find(owner) || head.start() != owner) {
            return Optional.empty();
        }
        int filterStart = head.end() - 1;
        int filterEnd = end(message, filterStart, '(', ')');
        if (filterEnd < 0) {
            return Optional.empty();
        }
        Matcher blamed = BLAMED.matcher(message.substring(filterEnd));
        return Optional.of(of(head.group(1), message.substring(filterStart, filterEnd),
                blamed.find() ? Optional.of(blamed.group(1)) : Optional.empty()));
    }

    /** The end of a sentence that begins with the bundle's name. */
    String sentence() {
        String wanted = (name + " " + range).strip();
        return switch (namespace) {
            case "osgi.wiring.package" -> "needs package " + wanted + ", which " + giver("exports");
            case "osgi.wiring.bundle" -> "needs bundle " + wanted + ", which " + absent();
            case "osgi.wiring.host" -> "is a part of bundle " + wanted + ", which " + absent();
            case "osgi.ee" -> "needs " + wanted + ", and this is Java " + Runtime.version().feature();
            default -> "needs " + namespace + " " + wanted + ", which " + giver("provides");
        };
    }

    private String giver(String verb) {
        return blamed.map(other -> "only " + other + " " + verb + ", and that cannot be resolved itself")
                .orElse("no installed bundle " + verb);
    }

    private String absent() {
        return blamed.map(other -> "cannot be resolved itself").orElse("is not installed");
    }

    private static MissingRequirement of(String namespace, String filter, Optional<String> blamed) {
        String name = filter;
        String lowest = "";
        String below = "";
        for (Matcher part = ATTRIBUTE.matcher(filter); part.find(); ) {
            boolean denied = !part.group(1).isEmpty();
            if (part.group(2).equals(namespace)) {
                name = part.group(4);
            } else if (part.group(2).endsWith("version") && part.group(3).equals(">=") && denied) {
                below = part.group(4) + ")";
            } else if (part.group(2).endsWith("version") && part.group(3).equals("<=")) {
                below = part.group(4) + "]";
            } else if (part.group(2).endsWith("version")) {
                lowest = part.group(4);
            }
        }
        return new MissingRequirement(namespace, name, range(lowest, below), blamed);
    }

    private static String range(String lowest, String below) {
        return below.isEmpty() ? lowest : "[" + (lowest.isEmpty() ? "0" : lowest) + "," + below;
    }

    /** Where the bracket that opens at {@code open} has closed; -1 when it never does. */
    private static int end(String text, int open, char opening, char closing) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            if (text.charAt(i) == opening) {
                depth++;
            } else if (text.charAt(i) == closing && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }
}
