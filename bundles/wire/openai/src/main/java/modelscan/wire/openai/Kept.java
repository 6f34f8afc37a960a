package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import modelscan.base.json.Json;

/**
 * What the elements of a list say beyond neutral words, by their position.
 *
 * <p>An element with a neutral word keeps only its other members; one without is kept whole and put back where it was.
 */
final class Kept {
    private static final String WHOLE = "whole";
    private static final String MORE = "more";

    private final ObjectNode byPosition = Json.object();
    private int position;

    /** The next element has a neutral word and says this beside. */
    void more(ObjectNode members) {
        if (!members.isEmpty()) {
            byPosition.putObject(String.valueOf(position)).set(MORE, members);
        }
        position++;
    }

    /** The next element has no neutral word. */
    void whole(JsonNode element) {
        byPosition.putObject(String.valueOf(position)).set(WHOLE, element);
        position++;
    }

    /** Remembers it in the notes, if there is anything, and shows other dialects what they cannot say. */
    void into(ObjectNode extra, String key) {
        if (byPosition.isEmpty()) {
            return;
        }
        Notes.in(extra).set(key, byPosition);
        for (JsonNode here : byPosition) {
            JsonNode element = here.path(WHOLE);
            if (!element.isMissingNode()) {
                Notes.inside(extra, key, element.path("type").asText("element"), element);
            }
            here.path(MORE).properties().forEach(member -> Notes.inside(extra, key, member.getKey(), member.getValue()));
        }
    }

    /** Puts back into a written list what was kept of the list it was read from. */
    static ArrayNode restored(ArrayNode written, JsonNode kept) {
        if (!(kept instanceof ObjectNode byPosition)) {
            return written;
        }
        ArrayNode restored = Json.array();
        int next = 0;
        int length = written.size() + wholes(byPosition);
        for (int at = 0; at < length; at++) {
            JsonNode here = byPosition.path(String.valueOf(at));
            if (here.has(WHOLE)) {
                restored.add(here.get(WHOLE));
            } else if (next < written.size()) {
                restored.add(merged(written.get(next++), here.path(MORE)));
            }
        }
        while (next < written.size()) {
            restored.add(written.get(next++));
        }
        return restored;
    }

    private static int wholes(ObjectNode byPosition) {
        int count = 0;
        for (JsonNode each : byPosition) {
            count += each.has(WHOLE) ? 1 : 0;
        }
        return count;
    }

    private static JsonNode merged(JsonNode written, JsonNode more) {
        if (!(written instanceof ObjectNode object) || !(more instanceof ObjectNode members)) {
            return written;
        }
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            JsonNode known = object.get(member.getKey());
            object.set(member.getKey(), known == null ? member.getValue() : merged(known, member.getValue()));
        }
        return object;
    }
}
