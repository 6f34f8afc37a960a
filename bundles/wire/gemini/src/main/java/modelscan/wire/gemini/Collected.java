package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import modelscan.base.json.Json;

/** One candidate of an answer, collected from its events: what belongs together is one part. */
final class Collected {
    private final ArrayNode parts = Json.array();
    private final Ending ending = new Ending();
    private final StringBuilder text = new StringBuilder();

    /** What is told at the end. */
    Ending ending() {
        return ending;
    }

    /** Adds a part, or more of the last one. */
    void add(ObjectNode part) {
        String words = part.path("text").asText();
        if (last() instanceof ObjectNode last && goesOn(last, part, words)) {
            text.append(words);
            if (part.has("thoughtSignature")) {
                last.set("thoughtSignature", part.get("thoughtSignature"));
            }
            return;
        }
        flush();
        text.append(words);
        parts.add(part);
    }

    /** The candidate as JSON. */
    ObjectNode json(int index) {
        flush();
        return ending.candidate(index, parts);
    }

    private JsonNode last() {
        return parts.path(parts.size() - 1);
    }

    // A signature without text belongs to what stands before it, unless that is signed already.
    private static boolean goesOn(ObjectNode last, ObjectNode part, String words) {
        if (!part.has("text") || last.has("thoughtSignature")) {
            return false;
        }
        boolean only = words.isEmpty() && part.has("thoughtSignature") && !part.has("thought");
        return only ? last.has("text") || last.has("inlineData")
                : last.has("text") && !words.isEmpty() && last.has("thought") == part.has("thought");
    }

    private void flush() {
        if (last() instanceof ObjectNode last && last.has("text")) {
            last.put("text", text.toString());
        }
        text.setLength(0);
    }
}
