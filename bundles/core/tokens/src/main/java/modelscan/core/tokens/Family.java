package modelscan.core.tokens;

import java.util.List;
import java.util.Locale;
import modelscan.api.gateway.Model;

/**
 * Models whose tokens are alike.
 *
 * <p>The overhead is what the vendor's template adds: to each message, to the whole request, and once when there are tools.
 */
enum Family {
    OPENAI(Weights.DEFAULT, PictureRule.OPENAI, 3, 3, 0, "gpt", "o1", "o3", "o4", "chatgpt", "text-embedding-3"),
    ANTHROPIC(Weights.ANTHROPIC, PictureRule.ANTHROPIC, 4, 3, 346, "claude"),
    GEMINI(Weights.GEMINI, PictureRule.GEMINI, 4, 1, 0, "gemini", "gemma"),
    LLAMA(Weights.LLAMA, PictureRule.TILES, 5, 4, 90, "llama"),
    MISTRAL(Weights.MISTRAL, PictureRule.PATCHES, 3, 1, 5, "mistral", "mixtral", "codestral", "ministral", "pixtral",
            "magistral", "devstral"),
    QWEN(Weights.QWEN, PictureRule.PATCHES, 5, 3, 120, "qwen", "qwq"),
    DEEPSEEK(Weights.DEEPSEEK, PictureRule.PATCHES, 2, 2, 60, "deepseek"),
    DEFAULT(Weights.DEFAULT, PictureRule.PATCHES, 4, 3, 60);

    private final String word = name().toLowerCase(Locale.ROOT);
    private final Weights weights;
    private final PictureRule pictures;
    private final int perMessage;
    private final int perRequest;
    private final int forTools;
    private final List<String> names;

    Family(Weights weights, PictureRule pictures, int perMessage, int perRequest, int forTools, String... names) {
        this.weights = weights;
        this.pictures = pictures;
        this.perMessage = perMessage;
        this.perRequest = perRequest;
        this.forTools = forTools;
        this.names = List.of(names);
    }

    /** The family a model says it is of, else the one its name tells of. */
    static Family of(Model model) {
        return model.tokens().isEmpty() ? named(model.id()) : word(model.tokens());
    }

    private static Family word(String word) {
        for (Family family : values()) {
            if (family.word().equals(word)) {
                return family;
            }
        }
        return DEFAULT;
    }

    private static Family named(String id) {
        String name = id.substring(id.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        // Distilled models are named after both, the one whose vocabulary they have comes second.
        Family found = DEFAULT;
        int last = -1;
        for (Family family : values()) {
            for (String each : family.names) {
                int at = name.lastIndexOf(each);
                boolean begins = at == 0 || at > 0 && !Character.isLetter(name.charAt(at - 1));
                if (begins && at > last) {
                    found = family;
                    last = at;
                }
            }
        }
        return found;
    }

    /** Its name in a descriptor. */
    String word() {
        return word;
    }

    Weights weights() {
        return weights;
    }

    PictureRule pictures() {
        return pictures;
    }

    /** What its template adds to such a request. */
    long overhead(Contents contents) {
        return overhead(contents.messages(), !contents.tools().isEmpty());
    }

    long overhead(int messages, boolean tools) {
        return messages == 0 ? 0 : (long) perMessage * messages + perRequest + (tools ? forTools : 0);
    }
}
