package modelscan.base.prompt;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Part;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Sampling;

/**
 * What a request asks for that one text does not say.
 *
 * <pre>{@code
 * Losses losses = new Losses();
 * Unsaid.of(chat, Set.of("reasoning"), losses::add); // the tool has a flag for the effort, and for nothing else
 * }</pre>
 */
public final class Unsaid {
    private static final String NO_SETTING = "this tool has no such setting";

    private Unsaid() {
    }

    /** Tells each field that is set, unless it is among those said another way, with the reason. */
    public static void of(ChatRequest chat, Set<String> said, BiConsumer<String, String> loss) {
        BiConsumer<String, String> unsaid = (field, why) -> {
            if (!said.contains(field)) {
                loss.accept(field, why);
            }
        };
        if (!chat.tools().definitions().isEmpty()) {
            unsaid.accept("tools", "this tool runs its own tools and none of the caller's");
        }
        if (!(chat.format() instanceof ResponseFormat.Text)) {
            unsaid.accept("response_format", "asked for in words, not enforced");
        }
        tell("reasoning", chat.reasoning(), unsaid);
        sampling(chat.sampling(), unsaid);
        Prompt.of(chat.messages()).media().forEach(part -> unsaid.accept(kind(part), "this tool is told in words only"));
    }

    private static void sampling(Sampling sampling, BiConsumer<String, String> unsaid) {
        tell("temperature", sampling.temperature(), unsaid);
        tell("top_p", sampling.topP(), unsaid);
        tell("top_k", sampling.topK(), unsaid);
        tell("max_tokens", sampling.maximumOutput(), unsaid);
        tell("stop", sampling.stop().stream().findFirst(), unsaid);
        tell("seed", sampling.seed(), unsaid);
        tell("frequency_penalty", sampling.frequencyPenalty(), unsaid);
        tell("presence_penalty", sampling.presencePenalty(), unsaid);
        tell("n", sampling.choices().filter(choices -> choices > 1), unsaid);
    }

    private static void tell(String field, Optional<?> value, BiConsumer<String, String> unsaid) {
        if (value.isPresent()) {
            unsaid.accept(field, NO_SETTING);
        }
    }

    private static String kind(Part part) {
        return switch (part) {
            case Part.Image _ -> "image";
            case Part.Audio _ -> "audio";
            case Part.Document _ -> "document";
            case Part.Text _, Part.ToolCall _, Part.ToolResult _, Part.Thinking _, Part.Refusal _, Part.CacheMark _ -> "text";
        };
    }
}
