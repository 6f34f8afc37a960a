package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import modelscan.api.model.Reasoning;
import modelscan.base.wire.Place;

/** How hard to think: {@code think}, which is a flag or a level. */
final class Thoughts {
    private static final String NOT_AT_ALL = "none";
    private static final int LITTLE = 2048;
    private static final int SOME = 16384;

    private Thoughts() {
    }

    /** What a client asks for; plain {@code true} leaves the effort to the model. */
    static Optional<Reasoning> read(Place think) {
        if (think.node().isBoolean()) {
            return Optional.of(think.node().booleanValue() ? new Reasoning(Optional.empty(), Optional.empty())
                    : effort(NOT_AT_ALL));
        }
        return Optional.of(think.text()).filter(word -> !word.isEmpty()).map(Thoughts::effort);
    }

    /** The flag or level for an effort; a budget in tokens is said as a level, the only word there is. */
    static JsonNode write(Reasoning reasoning) {
        if (reasoning.effort().isPresent()) {
            return switch (reasoning.effort().get()) {
                case NOT_AT_ALL, "off", "disabled" -> BooleanNode.FALSE;
                case "minimal" -> TextNode.valueOf("low");
                case "low", "medium", "high", "max" -> TextNode.valueOf(reasoning.effort().get());
                case "xhigh" -> TextNode.valueOf("max");
                default -> BooleanNode.TRUE;
            };
        }
        return reasoning.budget().map(Thoughts::level).orElse(BooleanNode.TRUE);
    }

    private static JsonNode level(int budget) {
        return budget <= 0 ? BooleanNode.FALSE
                : TextNode.valueOf(budget <= LITTLE ? "low" : budget <= SOME ? "medium" : "high");
    }

    private static Reasoning effort(String word) {
        return new Reasoning(Optional.of(word), Optional.empty());
    }
}
