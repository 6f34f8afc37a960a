package modelscan.core.catalog.path;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in JSON; an empty text or a dot is the whole.
 *
 * <pre>{@code
 * Path.of("data[].url").all(answer);      // of every element
 * Path.of("images[0].url").first(answer); // of the first one
 * }</pre>
 */
public final class Path {
    private static final Pattern SEGMENT = Pattern.compile("([^.\\[\\]\\s]*)((?:\\[\\d{0,6}])*)");
    private static final Pattern INDEX = Pattern.compile("\\[(\\d*)]");
    private static final int MOST = 100_000;

    private final String text;
    private final List<Step> steps;

    /** One step down. */
    public sealed interface Step {
        /** To a member of an object. */
        record Member(String name) implements Step {
        }

        /** To an element of a list. */
        record At(int index) implements Step {
        }

        /** To all elements of a list. */
        record Each() implements Step {
        }
    }

    private Path(String text, List<Step> steps) {
        this.text = text;
        this.steps = List.copyOf(steps);
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Path of(String text) {
        if (text.isEmpty() || text.equals(".")) {
            return new Path(text, List.of());
        }
        List<Step> steps = new ArrayList<>();
        String[] segments = text.split("\\.", -1);
        for (int at = 0; at < segments.length; at++) {
            Matcher matcher = SEGMENT.matcher(segments[at]);
            boolean nameless = segments[at].isEmpty() || segments[at].startsWith("[");
            if (!matcher.matches() || nameless && (at > 0 || segments[at].isEmpty())) {
                throw new IllegalArgumentException("'" + text + "' is not a path such as data[].url or images[0].url");
            }
            if (!nameless) {
                steps.add(new Step.Member(matcher.group(1)));
            }
            addIndices(steps, matcher.group(2));
        }
        return new Path(text, steps);
    }

    /** The member of the top that it begins with; empty if it begins with none. */
    public String member() {
        return !steps.isEmpty() && steps.getFirst() instanceof Step.Member(String name) ? name : "";
    }

    /** Whether it is just one member of the top. */
    public boolean flat() {
        return steps.size() == 1;
    }

    /** Whether it goes over members only. */
    public boolean plain() {
        return steps.stream().allMatch(Step.Member.class::isInstance);
    }

    /** The steps behind the first one. */
    public List<Step> below() {
        return steps.subList(1, steps.size());
    }

    /** Everything at this place that is there and not null. */
    public List<JsonNode> all(JsonNode root) {
        return all(steps, root);
    }

    /** The same, seen from its first member. */
    public List<JsonNode> allBelow(JsonNode member) {
        return all(below(), member);
    }

    /** Everything at this place, with lists taken apart. */
    public List<JsonNode> elements(JsonNode root) {
        List<JsonNode> elements = new ArrayList<>();
        all(root).forEach(node -> go(new Step.Each(), node, elements));
        return elements;
    }

    /** The first thing at this place. */
    public Optional<JsonNode> first(JsonNode root) {
        return all(root).stream().findFirst();
    }

    /** The text or number at this place. */
    public Optional<String> text(JsonNode root) {
        return first(root).filter(JsonNode::isValueNode).map(ValueText::of).filter(found -> !found.isBlank());
    }

    @Override
    public String toString() {
        return text;
    }

    private static void addIndices(List<Step> steps, String indices) {
        Matcher index = INDEX.matcher(indices);
        while (index.find()) {
            steps.add(index.group(1).isEmpty() ? new Step.Each() : new Step.At(Integer.parseInt(index.group(1))));
        }
    }

    private static List<JsonNode> all(List<Step> steps, JsonNode root) {
        List<JsonNode> here = List.of(root);
        for (Step step : steps) {
            List<JsonNode> below = new ArrayList<>();
            here.forEach(node -> go(step, node, below));
            here = below;
        }
        return here.stream().filter(node -> !node.isNull() && !node.isMissingNode()).toList();
    }

    private static void go(Step step, JsonNode node, List<JsonNode> below) {
        switch (step) {
            case Step.Member(String name) -> below.add(node.path(name));
            case Step.At(int index) -> below.add(node.path(index));
            case Step.Each() -> {
                if (!node.isArray()) {
                    // Some providers leave the list away when it has one element.
                    below.add(node);
                }
                for (int at = 0; node.isArray() && at < Math.min(node.size(), MOST); at++) {
                    below.add(node.get(at));
                }
            }
        }
    }
}
