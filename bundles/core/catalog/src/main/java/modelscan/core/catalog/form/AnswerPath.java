package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in an answer; an empty text or a dot is the whole.
 *
 * <pre>{@code
 * AnswerPath.of("data[].url").all(answer);      // of every element
 * AnswerPath.of("images[0].url").first(answer); // of the first one
 * }</pre>
 */
final class AnswerPath {
    private static final Pattern SEGMENT = Pattern.compile("([^.\\[\\]]*)((?:\\[\\d{0,6}])*)");
    private static final Pattern INDEX = Pattern.compile("\\[(\\d*)]");
    private static final int MOST = 100_000;

    private final String text;
    private final List<Step> steps;

    private sealed interface Step {
        record Member(String name) implements Step {
        }

        record At(int index) implements Step {
        }

        record Each() implements Step {
        }
    }

    private AnswerPath(String text, List<Step> steps) {
        this.text = text;
        this.steps = steps;
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException if it is none
     */
    static AnswerPath of(String text) {
        List<Step> steps = new ArrayList<>();
        if (text.isEmpty() || text.equals(".")) {
            return new AnswerPath(text, List.of());
        }
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
        return new AnswerPath(text, List.copyOf(steps));
    }

    /** Everything at this place that is there and not null. */
    List<JsonNode> all(JsonNode root) {
        List<JsonNode> here = List.of(root);
        for (Step step : steps) {
            List<JsonNode> below = new ArrayList<>();
            here.forEach(node -> go(step, node, below));
            here = below;
        }
        return here.stream().filter(node -> !node.isNull() && !node.isMissingNode()).toList();
    }

    /** The same, with lists taken apart. */
    List<JsonNode> elements(JsonNode root) {
        List<JsonNode> elements = new ArrayList<>();
        for (JsonNode node : all(root)) {
            if (node.isArray()) {
                go(new Step.Each(), node, elements);
            } else {
                elements.add(node);
            }
        }
        return elements;
    }

    /** The first thing at this place. */
    Optional<JsonNode> first(JsonNode root) {
        return all(root).stream().findFirst();
    }

    /** The text or number at this place. */
    Optional<String> text(JsonNode root) {
        return first(root).filter(node -> node.isValueNode()).map(Phrase::text).filter(found -> !found.isBlank());
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
