package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import modelscan.base.json.Json;

/**
 * The two ways of talking: a conversation, and the older single prompt.
 *
 * <p>Their messages differ, so each has a label of its own and goes through untouched only to where it is spoken.
 */
enum Talk {
    /** A conversation; what is said stands inside of {@code message}. */
    CHAT(Ollama.NAME, "/api/chat", "content"),
    /** A single prompt; what is said stands beside everything else. */
    GENERATE(Ollama.NAME + "-generate", "/api/generate", "response");

    private final String label;
    private final String path;
    private final String textWord;

    Talk(String label, String path, String textWord) {
        this.label = label;
        this.path = path;
        this.textWord = textWord;
    }

    /** The dialect its originals and frames are of. */
    String label() {
        return label;
    }

    /** Its address. */
    String path() {
        return path;
    }

    /** The way an original of this dialect is written in. */
    static Optional<Talk> of(String dialect) {
        for (Talk talk : values()) {
            if (talk.label.equals(dialect)) {
                return Optional.of(talk);
            }
        }
        return Optional.empty();
    }

    /** The part of an answer in which something is said. */
    static JsonNode said(JsonNode answer) {
        return answer.path("message").isObject() ? answer.path("message") : answer;
    }

    /** The text that is said there. */
    static String text(JsonNode said) {
        JsonNode text = said.path(CHAT.textWord);
        JsonNode known = text.isMissingNode() ? said.path(GENERATE.textWord) : text;
        return known.isTextual() ? known.textValue() : "";
    }

    /** Puts something said into a line. */
    ObjectNode put(ObjectNode line, String text, ObjectNode more) {
        ObjectNode said = this == CHAT ? Json.object().put("role", "assistant") : line;
        said.put(textWord, text).setAll(more);
        return this == CHAT ? line.set("message", said) : line;
    }
}
