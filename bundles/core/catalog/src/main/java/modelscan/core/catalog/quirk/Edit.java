package modelscan.core.catalog.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import modelscan.base.json.Json;
import modelscan.core.catalog.path.Path.Step;

/** Changes a member of a message at the end of these steps. */
record Edit(List<Step> steps) {

    /** Replaces every value there, or takes it out; tells whether there was any. */
    boolean change(JsonNode member, Function<JsonNode, Optional<JsonNode>> change) {
        return change(member, 0, change);
    }

    private boolean change(JsonNode node, int at, Function<JsonNode, Optional<JsonNode>> change) {
        Step step = steps.get(at);
        boolean last = at == steps.size() - 1;
        if (step instanceof Step.Member(String name)) {
            return node instanceof ObjectNode object && object.has(name)
                    && (last ? replaced(object, name, change) : change(object.get(name), at + 1, change));
        }
        boolean any = false;
        for (int index = node.size() - 1; node instanceof ArrayNode list && index >= 0; index--) {
            if (step instanceof Step.Each || step instanceof Step.At(int wanted) && wanted == index) {
                any |= last ? replaced(list, index, change) : change(list.get(index), at + 1, change);
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

    /** The member with this value put into it; the steps name members only, and objects on the way are made. */
    JsonNode put(Optional<JsonNode> member, JsonNode value) {
        ObjectNode root = member.orElse(null) instanceof ObjectNode object ? object : Json.object();
        ObjectNode place = root;
        for (Step step : steps.subList(0, steps.size() - 1)) {
            String name = ((Step.Member) step).name();
            place = place.get(name) instanceof ObjectNode inner ? inner : place.putObject(name);
        }
        place.set(((Step.Member) steps.getLast()).name(), value);
        return root;
    }
}
