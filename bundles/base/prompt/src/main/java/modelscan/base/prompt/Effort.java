package modelscan.base.prompt;

import java.util.Optional;
import java.util.regex.Pattern;
import modelscan.api.model.Reasoning;

/** How hard to think, in a word; a budget in tokens becomes the nearest one. */
public final class Effort {
    private static final Pattern WORD = Pattern.compile("[a-z]{1,20}");
    private static final int LITTLE = 2048;
    private static final int SOME = 16384;

    private Effort() {
    }

    /** The word of a request's reasoning, such as {@code low}; empty if it has none that a tool could look up. */
    public static Optional<String> of(Optional<Reasoning> reasoning) {
        return reasoning.flatMap(wish -> wish.effort().or(() -> wish.budget().map(Effort::word)))
                .filter(word -> WORD.matcher(word).matches());
    }

    private static String word(int budget) {
        return budget <= LITTLE ? "low" : budget <= SOME ? "medium" : "high";
    }
}
