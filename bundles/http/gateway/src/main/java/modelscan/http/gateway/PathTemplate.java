package modelscan.http.gateway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path with braces: {@code {name}} stands for one segment, {@code {name...}} for the rest, both between fixed texts.
 *
 * <pre>{@code
 * PathTemplate.of("/v1beta/models/{model}:generateContent").match("/v1beta/models/gemini%2Fpro:generateContent");
 * }</pre>
 */
final class PathTemplate {
    /** The more is fixed, the earlier it is asked. */
    static final Comparator<PathTemplate> MOST_SPECIAL_FIRST = Comparator.<PathTemplate, String>comparing(PathTemplate::rank)
            .thenComparing(Comparator.comparingInt(PathTemplate::fixedLength).reversed())
            .thenComparing(template -> template.text);

    private final String text;
    private final List<Segment> segments;

    /** A piece between slashes; without a name it is only its prefix. */
    private record Segment(String prefix, Optional<String> name, String suffix, boolean rest) {
        boolean fits(String raw) {
            return name.isEmpty() ? raw.equals(prefix)
                    : raw.length() > prefix.length() + suffix.length() && raw.startsWith(prefix) && raw.endsWith(suffix);
        }

        // Behind a colon stands a method: another one at the same place is near enough.
        boolean near(String raw, String last) {
            boolean method = suffix.startsWith(":") && (rest ? last : raw).indexOf(':') > 0;
            return method || fits(rest ? last : raw);
        }

        String value(String raw) {
            return PercentCode.decode(raw.substring(prefix.length(), raw.length() - suffix.length()));
        }
    }

    private PathTemplate(String text, List<Segment> segments) {
        this.text = text;
        this.segments = segments;
    }

    static PathTemplate of(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with '/', not as '" + text + "' does");
        }
        List<Segment> segments = new ArrayList<>();
        for (String piece : text.substring(1).split("/", -1)) {
            if (!segments.isEmpty() && segments.getLast().rest) {
                throw new IllegalArgumentException("nothing can follow the rest in '" + text + "'");
            }
            segments.add(segment(piece, text));
        }
        return new PathTemplate(text, List.copyOf(segments));
    }

    /** How many of its first segments fit a path. */
    int common(String rawPath) {
        String[] pieces = rawPath.isEmpty() ? new String[0] : rawPath.substring(1).split("/", -1);
        int at = 0;
        while (at < segments.size() && at < pieces.length && segments.get(at).near(pieces[at], pieces[pieces.length - 1])) {
            at++;
        }
        return at;
    }

    private static Segment segment(String piece, String text) {
        int open = piece.indexOf('{');
        int close = piece.indexOf('}');
        if (open < 0 && close < 0) {
            return new Segment(piece, Optional.empty(), "", false);
        }
        if (open < 0 || close < open + 2 || piece.indexOf('{', open + 1) >= 0 || piece.indexOf('}', close + 1) >= 0) {
            throw new IllegalArgumentException("the braces in '" + text + "' do not match");
        }
        String name = piece.substring(open + 1, close);
        boolean rest = name.endsWith("...");
        return new Segment(piece.substring(0, open), Optional.of(rest ? name.substring(0, name.length() - 3) : name),
                piece.substring(close + 1), rest);
    }

    /** Whether there are no braces in it. */
    boolean fixed() {
        return segments.stream().allMatch(segment -> segment.name.isEmpty());
    }

    /** What the braces match in an encoded path, decoded; empty if the path is another one. */
    Optional<Map<String, String>> match(String rawPath) {
        Map<String, String> variables = new HashMap<>();
        int start = 1;
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            int slash = segment.rest ? -1 : rawPath.indexOf('/', start);
            int end = slash < 0 ? rawPath.length() : slash;
            boolean more = end < rawPath.length();
            if (start > end || more == (i == segments.size() - 1)) {
                return Optional.empty();
            }
            String raw = rawPath.substring(start, end);
            if (!segment.fits(raw)) {
                return Optional.empty();
            }
            segment.name.ifPresent(name -> variables.put(name, segment.value(raw)));
            start = end + 1;
        }
        return Optional.of(variables);
    }

    private String rank() {
        StringBuilder rank = new StringBuilder();
        for (Segment segment : segments) {
            boolean affixed = !segment.prefix.isEmpty() || !segment.suffix.isEmpty();
            rank.append(segment.name.isEmpty() ? '0' : segment.rest ? affixed ? '3' : '4' : affixed ? '1' : '2');
        }
        return rank.toString();
    }

    private int fixedLength() {
        return segments.stream().mapToInt(segment -> segment.prefix.length() + segment.suffix.length()).sum();
    }

    @Override
    public String toString() {
        return text;
    }
}
