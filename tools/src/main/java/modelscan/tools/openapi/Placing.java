package modelscan.tools.openapi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import modelscan.api.model.Operation;

/** The words of each operation for what a provider calls otherwise. */
final class Placing {
    private static final Map<String, List<String>> TEXT = Map.of("{text}", List.of("text", "input", "prompt", "script"),
            "{voice}", List.of("voice", "voice_id", "voiceid", "speaker", "speaker_id", "reference_id", "voice_name"),
            "{format}", List.of("format", "response_format", "output_format", "codec", "container", "audio_format"),
            "{speed}", List.of("speed", "speaking_rate"));
    private static final Map<String, List<String>> SOUND = Map.of("{sound.url}", List.of("url", "audio_url", "media_url", "file_url"),
            "{sound.bytes}", List.of("file", "audio", "audio_file", "media", "data"),
            "{language}", List.of("language", "language_code", "lang"), "{translate}", List.of("translate"));
    private static final Map<String, List<String>> PICTURE = Map.of("{prompt}", List.of("prompt", "text", "description", "text_prompt"),
            "{size}", List.of("size", "image_size", "resolution_size"), "{width}", List.of("width"), "{height}", List.of("height"),
            "{ratio}", List.of("aspect_ratio", "ratio", "aspectratio"),
            "{count}", List.of("n", "num_images", "num_outputs", "count", "number_of_images", "samples", "numimages"),
            "{length}", List.of("duration", "seconds", "length", "duration_seconds"),
            "{source}", List.of("image", "image_url", "input_image", "init_image", "first_frame", "source_url"));
    private static final Map<String, List<String>> VECTOR = Map.of("{inputs}", List.of("input", "inputs", "texts", "text", "content"),
            "{dimensions}", List.of("dimensions", "output_dimension", "dimension"),
            "{purpose}", List.of("input_type", "task", "task_type", "purpose"));
    private static final Map<String, List<String>> RANK = Map.of("{query}", List.of("query", "q"),
            "{documents}", List.of("documents", "texts", "passages"),
            "{limit}", List.of("top_n", "top_k", "limit", "topn"));
    private static final Map<String, List<String>> FIND = Map.of("{query}", List.of("query", "q", "search"),
            "{limit}", List.of("max_results", "limit", "num_results", "count", "top_k", "numresults"),
            "{domains}", List.of("include_domains", "domains", "includedomains"));
    private static final Map<String, List<String>> JUDGE = Map.of("{inputs}", List.of("input", "inputs"),
            "{text}", List.of("text", "content"));

    private Placing() {
    }

    /** What stands where the provider has this name; empty if it has no neutral word. */
    static Optional<String> of(Operation operation, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (List.of("model", "model_id", "modelid", "model_name").contains(lower)) {
            return Optional.of("{model}");
        }
        return words(operation).entrySet().stream().filter(word -> word.getValue().contains(lower)).findFirst()
                .map(Map.Entry::getKey);
    }

    private static Map<String, List<String>> words(Operation operation) {
        return switch (operation) {
            case SPEECH -> TEXT;
            case TRANSCRIPTION -> SOUND;
            case IMAGE, VIDEO -> PICTURE;
            case EMBEDDING -> VECTOR;
            case RERANK -> RANK;
            case SEARCH -> FIND;
            case MODERATION -> JUDGE;
            case CHAT, REALTIME -> Map.of();
        };
    }
}
