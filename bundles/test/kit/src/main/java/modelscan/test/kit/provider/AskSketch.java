package modelscan.test.kit.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import modelscan.api.model.Operation;

/** What a first cassette asks. */
final class AskSketch {
    private static final String SOUND = "data:audio/mpeg;base64,SUQz";

    private AskSketch() {
    }

    /** The question to an operation with this form. */
    static ObjectNode of(Operation operation, String model, JsonNode form) {
        ObjectNode ask = JsonNodeFactory.instance.objectNode().put("operation", operation.word());
        ObjectNode request = ask.putObject("request").put("model", model);
        switch (operation) {
            case SPEECH -> request.put("input", "Good morning.").put("voice", "sample-voice").put("response_format", "mp3");
            case TRANSCRIPTION -> request.put("file", linked(form) ? "https://example.com/sample.mp3" : SOUND).put("language", "en");
            case IMAGE -> request.put("prompt", "a red cube").put("size", "1024x1024").put("n", 1);
            case VIDEO -> request.put("prompt", "a red cube turns").put("seconds", 5);
            case EMBEDDING -> request.putArray("input").add("first").add("second");
            case RERANK -> request.put("query", "fruit").put("top_n", 2).putArray("documents").add("a stone").add("an apple");
            case SEARCH -> request.put("query", "red cubes").put("max_results", 2);
            case MODERATION -> request.put("input", "be nice");
            case CHAT, REALTIME -> throw new IllegalArgumentException(operation + " has no form");
        }
        return ask;
    }

    private static boolean linked(JsonNode form) {
        String text = form.toString();
        return text.contains("{sound.url") && !text.contains("{sound.bytes") && !text.contains("{sound.base64")
                && !text.contains("{sound.data") && !form.has("upload");
    }
}
