package modelscan.core.catalog.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import modelscan.base.json.Json;

/**
 * Where something stands in JSON: {@code messages[].content}, {@code base_resp.status_code}, {@code choices[0].text}.
 *
 * <pre>{@code
 * Path.of("data[].id").all(answer); // the ids
 * }</pre>
 */
public final class Path {
    private static final Pattern FORM = Pattern.compile("[^.\\[\\]\\s]+(\\[\\d{0,4}\\])*(\\.[^.\\[\\]\\s]+(\\[\\d{0,4}\\])*)*");
    private static final Path HERE = new Path("", List.of());

    private final String text;
    private final List<Step> steps;

    /** One step down. */
    private sealed interface Step {
        record Member(String name) implements Step {
        }

        record Each() implements Step {
        }

        record At(int index) implements Step {
        }
    }

    private Path(String text, List<Step> steps) {
        this.text = text;
        this.steps = List.copyOf(steps);
    }

    /**
     * A path; {@code .} and the empty text are the whole.
     *
     * @throws IllegalArgumentException if it is not of the form
     */
    public static Path of(String text) {
        if (text.isEmpty() || text.equals(".")) {
            return HERE;
        }
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a path is written such as messages[].content, not '" + text + "'");
        }
        List<Step> steps = new ArrayList<>();
        for (String segment : text.split("\\.")) {
            String[] parts = segment.split("[\\[\\]]+");
            steps.add(new Step.Member(parts[0]));
            for (int at = segment.indexOf('['); at >= 0; at = segment.indexOf('[', at + 1)) {
                String index = segment.substring(at + 1, segment.indexOf(']', at));
                steps.add(index.isEmpty() ? new Step.Each() : new Step.At(Integer.parseInt(index)));
            }
        }
        return new Path(text, steps);
    }

    /** The first member's name; empty for the whole. */
    public String first() {
        return steps.isEmpty() ? "" : ((Step.Member) steps.getFirst()).name();
    }

    /** Whether it is just one member of the top. */
    public boolean flat() {
        return steps.size() == 1;
    }

    /** Whether it goes over members only. */
    public boolean plain() {
        return steps.stream().allMatch(Step.Member.class::isInstance);
    }

    /** All values there; none that is null. */
    public List<JsonNode> all(JsonNode root) {
        List<JsonNode> found = List.of(root);
        for (Step step : steps) {
            List<JsonNode> next = new ArrayList<>();
            found.forEach(node -> below(node, step, next));
            found = next;
        }
        return found.stream().filter(node -> !node.isMissingNode() && !node.isNull()).toList();
    }

    /** The first value there. */
    public Optional<JsonNode> one(JsonNode root) {
        return all(root).stream().findFirst();
    }

    /** All values there, seen from its first member. */
    List<JsonNode> below(JsonNode first) {
        return new Path(text, steps.subList(1, steps.size())).all(first);
    }

    private static void below(JsonNode node, Step step, List<JsonNode> into) {
        switch (step) {
            case Step.Member(String name) -> into.add(node.path(name));
            case Step.At(int index) -> into.add(node.path(index));
            case Step.Each() -> node.forEach(into::add);
        }
    }

    /** Replaces every value below its first member, or takes it out; tells whether there was any. */
    boolean edit(JsonNode first, Function<JsonNode, Optional<JsonNode>> change) {
        return edit(first, 1, change);
    }

    private boolean edit(JsonNode node, int at, Function<JsonNode, Optional<JsonNode>> change) {
        Step step = steps.get(at);
        boolean last = at == steps.size() - 1;
        if (step instanceof Step.Member(String name)) {
            return node instanceof ObjectNode object && object.has(name)
                    && (last ? replaced(object, name, change) : edit(object.get(name), at + 1, change));
        }
        boolean any = false;
        for (int index = node.size() - 1; node instanceof ArrayNode list && index >= 0; index--) {
            if (step instanceof Step.Each || step instanceof Step.At(int wanted) && wanted == index) {
                any |= last ? replaced(list, index, change) : edit(list.get(index), at + 1, change);
            }
        }
        return any;
    }

    private static boolean replaced(ObjectNode object, String name, Function<JsonNode, Optional<JsonNode>> change) {
        change.apply(object.get(name)).ifPresentOrElse(value -> object.set(name, value), () -> object.remove(name));
        return true;
    }

    private static boolean replaced(ArrayNode list, int index, Function<JsonNode, Optional<JsonNode>> change) {
        change.apply(list.get(index)).ifPresentOrElse(value -> list.set(index, value), () -> list.remove(index));
        return true;
    }

    /** The first member with this value put into it; objects on the way are made. */
    JsonNode put(Optional<JsonNode> first, JsonNode value) {
        ObjectNode root = first.orElse(null) instanceof ObjectNode object ? object : Json.object();
        ObjectNode place = root;
        for (Step step : steps.subList(1, steps.size() - 1)) {
            String name = ((Step.Member) step).name();
            place = place.get(name) instanceof ObjectNode inner ? inner : place.putObject(name);
        }
        place.set(((Step.Member) steps.getLast()).name(), value);
        return root;
    }

    @Override
    public String toString() {
        return text;
    }
}
