package modelscan.core.catalog.discovery;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import modelscan.api.model.Operation;

/** What a model of which only the name is known can be asked for. */
final class OperationGuess {
    private static final Map<Operation, Pattern> SIGNS = new LinkedHashMap<>();

    static {
        SIGNS.put(Operation.RERANK, Pattern.compile("rerank"));
        SIGNS.put(Operation.EMBEDDING, Pattern.compile("embed|(^|[/-])bge-|(^|[/-])e5-|(^|[/-])gte-"));
        SIGNS.put(Operation.TRANSCRIPTION, Pattern.compile("whisper|transcri|(^|[/-])(stt|asr)|scribe"));
        SIGNS.put(Operation.SPEECH, Pattern.compile("(^|[/_-])tts|orpheus|kokoro|text-to-speech"));
        SIGNS.put(Operation.MODERATION, Pattern.compile("moderation"));
        SIGNS.put(Operation.VIDEO, Pattern.compile("(^|[/-])(sora|veo|kling|wan)|video"));
        SIGNS.put(Operation.IMAGE, Pattern.compile("image|dall-e|flux|stable-diffusion|sdxl|imagen|ideogram"));
    }

    private OperationGuess() {
    }

    /** What it can be asked for at a provider that serves these; empty if nothing of it. */
    static Optional<Operation> of(String id, Set<Operation> serves) {
        String name = id.toLowerCase(Locale.ROOT);
        for (Map.Entry<Operation, Pattern> sign : SIGNS.entrySet()) {
            if (sign.getValue().matcher(name).find()) {
                return Optional.of(sign.getKey()).filter(serves::contains);
            }
        }
        return serves.contains(Operation.CHAT) ? Optional.of(Operation.CHAT)
                : serves.stream().sorted().findFirst();
    }
}
