package modelscan.core.catalog.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import modelscan.core.catalog.path.Path;

/** A correction of what goes to a provider. */
public sealed interface Correction {
    /** Makes it. */
    void apply(Draft draft);

    /** Takes a value out. */
    record Drop(Path path) implements Correction {
        @Override
        public void apply(Draft draft) {
            draft.drop(path);
        }
    }

    /** Moves a value; one that is there already under the new name stays. */
    record Rename(Path from, Path to) implements Correction {
        @Override
        public void apply(Draft draft) {
            if (draft.rename(from, to)) {
                return;
            }
            draft.value(from).ifPresent(value -> {
                draft.remove(from);
                if (!draft.has(to)) {
                    draft.put(to, value);
                }
            });
        }
    }

    /** Adds a value where there is none. */
    record Default(Path path, JsonNode value) implements Correction {
        @Override
        public void apply(Draft draft) {
            if (!draft.has(path)) {
                draft.put(path, value.deepCopy());
            }
        }
    }

    /** Keeps numbers within bounds. */
    record Clamp(Path path, Optional<BigDecimal> least, Optional<BigDecimal> most) implements Correction {
        @Override
        public void apply(Draft draft) {
            draft.change(path, this::clamped);
        }

        private JsonNode clamped(JsonNode node) {
            if (!node.isNumber()) {
                return node;
            }
            BigDecimal value = node.decimalValue();
            BigDecimal raised = least.filter(bound -> value.compareTo(bound) < 0).orElse(value);
            BigDecimal within = most.filter(bound -> raised.compareTo(bound) > 0).orElse(raised);
            return within.compareTo(value) == 0 ? node : DecimalNode.valueOf(within);
        }
    }

    /** Replaces texts by the provider's words. */
    record Replace(Path path, Map<String, String> words) implements Correction {
        public Replace {
            words = Map.copyOf(words);
        }

        @Override
        public void apply(Draft draft) {
            draft.change(path, node -> node.isTextual() && words.containsKey(node.textValue())
                    ? TextNode.valueOf(words.get(node.textValue())) : node);
        }
    }

    /** Makes one text of a list of text parts; a list with anything else in it stays. */
    record Flatten(Path path) implements Correction {
        @Override
        public void apply(Draft draft) {
            draft.change(path, Flatten::flat);
        }

        private static JsonNode flat(JsonNode node) {
            if (!node.isArray()) {
                return node;
            }
            StringJoiner joined = new StringJoiner("\n");
            for (JsonNode part : node) {
                JsonNode text = part.isTextual() ? part : part.path("text");
                if (!text.isTextual()) {
                    return node;
                }
                joined.add(text.textValue());
            }
            return TextNode.valueOf(joined.toString());
        }
    }
}
