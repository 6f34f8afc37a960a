package modelscan.wire.anthropic;

import java.util.Set;
import modelscan.api.gateway.Model;

/** What a model can do, as far as it matters for how it is asked. */
final class Abilities {
    private final Set<String> words;

    /** The abilities of a model. */
    Abilities(Model model) {
        words = model.capabilities();
    }

    /** Whether it answers in the form of a schema for certain. */
    boolean schema() {
        return has("json-schema");
    }

    /** Whether it is known not to think. */
    boolean thoughtless() {
        return !words.isEmpty() && !has("reasoning") && !adaptive();
    }

    /** Whether it decides itself how long to think, is told only how hard, and takes no temperature. */
    boolean adaptive() {
        return has("adaptive-thinking") || has("no-temperature");
    }

    private boolean has(String word) {
        return words.contains(word) || words.contains(word.replace('-', '_'));
    }
}
