package modelscan.core.plugins;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;

/**
 * A requirement in words.
 *
 * <pre>{@code
 * (&(osgi.wiring.package=a.b)(version>=1.0.0)(!(version>=2.0.0)))  becomes  package a.b [1.0.0,2.0.0)
 * }</pre>
 *
 * @param range the versions that would do, empty when all would
 */
record Wanted(String namespace, String name, String range) {
    private static final Pattern ATTRIBUTE = Pattern.compile("(!\\(+)?([\\w.:-]+)(>=|<=|=)([^()]+)\\)");

    static Wanted of(Requirement requirement) {
        String filter = requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
        return of(requirement.getNamespace(), filter);
    }

    static Wanted of(String namespace, String filter) {
        String name = filter;
        String lowest = "";
        String end = "";
        for (Matcher part = ATTRIBUTE.matcher(filter); part.find(); ) {
            boolean denied = part.group(1) != null;
            String value = part.group(4);
            if (part.group(2).equals(namespace)) {
                name = value;
            } else if (part.group(2).endsWith("version")) {
                boolean upper = denied || part.group(3).equals("<=");
                end = upper ? value + (denied ? ")" : "]") : end;
                lowest = upper ? lowest : value;
            }
        }
        return new Wanted(namespace, name, end.isEmpty() ? lowest : "[" + (lowest.isEmpty() ? "0" : lowest) + "," + end);
    }

    String words() {
        String kind = switch (namespace) {
            case "osgi.wiring.package" -> "package";
            case "osgi.wiring.bundle", "osgi.identity" -> "bundle";
            case "osgi.wiring.host" -> "the host bundle";
            case "osgi.ee" -> "Java of the kind";
            default -> "the capability " + namespace;
        };
        return (kind + " " + name + " " + range).strip();
    }

    /** Who does not give it, as the end of a sentence. */
    String nobody() {
        return switch (namespace) {
            case "osgi.wiring.package" -> "nobody exports";
            case "osgi.wiring.bundle", "osgi.wiring.host", "osgi.identity" -> "is not installed";
            case "osgi.ee" -> "this Java " + Runtime.version().feature() + " is not";
            default -> "nobody provides";
        };
    }
}
