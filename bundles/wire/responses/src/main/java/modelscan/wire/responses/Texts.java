package modelscan.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** The words in a list of parts. */
final class Texts {
    private Texts() {
    }

    /** The texts of all parts; a list that is a text already is taken as it is. */
    static String joined(JsonNode parts, String between) {
        if (parts.isTextual()) {
            return parts.textValue();
        }
        StringJoiner joined = new StringJoiner(between);
        for (JsonNode part : parts) {
            String text = part.path("text").asText("");
            if (!text.isEmpty()) {
                joined.add(text);
            }
        }
        return joined.toString();
    }
}
