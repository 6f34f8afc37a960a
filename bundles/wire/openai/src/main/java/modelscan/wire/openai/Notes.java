package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/**
 * What this dialect remembers of a request or a message beyond neutral words, in {@code extra} under its own name.
 *
 * <p>Other dialects pass over it. What they would lose of the caller's stands beside it, under the caller's own names.
 */
final class Notes {
    static final String KEY = "~" + OpenAi.NAME;
    // Fields that ask for nothing, copied back as they came.
    private static final String ALSO = "also";
    private static final String INSIDE = "[].";
    private static final Set<String> OFF_BY_DEFAULT = Set.of("logprobs", "store");
    private static final Set<String> ALWAYS_DONE = Set.of("stream_options", "encoding_format");
    private static final ObjectNode NONE = Json.object();

    private Notes() {
    }

    /** The members without a neutral word, with room for notes. */
    static ObjectNode begun(Place place, Set<String> known) {
        ObjectNode extra = Json.object();
        ObjectNode notes = extra.putObject(KEY);
        for (Map.Entry<String, JsonNode> member : place.others(known).properties()) {
            if (asksForNothing(member.getKey(), member.getValue())) {
                notes.withObject("/" + ALSO).set(member.getKey(), member.getValue());
            } else if (!member.getKey().startsWith("~")) {
                extra.set(member.getKey(), member.getValue());
            }
        }
        return extra;
    }

    /** The notes, to be added to. */
    static ObjectNode in(ObjectNode extra) {
        return extra.withObject("/" + KEY.replace("~", "~0"));
    }

    /** The notes as they are; nothing if this was not read by this dialect. */
    static JsonNode of(ObjectNode extra) {
        return extra.get(KEY) instanceof ObjectNode notes ? notes : NONE;
    }

    /** Whether it was read by this dialect. */
    static boolean own(ObjectNode extra) {
        return extra.has(KEY);
    }

    /** Shows other dialects an element of a list, or a member of one, that only this one can write again. */
    static void inside(ObjectNode extra, String list, String name, JsonNode value) {
        extra.set(list + INSIDE + name, value);
    }

    /** Copies into a written object what has no neutral word. */
    static void restore(ObjectNode extra, Set<String> without, ObjectNode json) {
        for (Map.Entry<String, JsonNode> other : extra.properties()) {
            String key = other.getKey();
            if (!key.startsWith("~") && !key.startsWith("!") && !key.contains(INSIDE) && !without.contains(key) && !json.has(key)) {
                json.set(key, other.getValue());
            }
        }
        for (Map.Entry<String, JsonNode> also : of(extra).path(ALSO).properties()) {
            if (!json.has(also.getKey())) {
                json.set(also.getKey(), also.getValue());
            }
        }
    }

    /** What was noted among the fields that ask for nothing of a provider. */
    static JsonNode also(ObjectNode extra, String name) {
        return of(extra).path(ALSO).path(name);
    }

    private static boolean asksForNothing(String key, JsonNode value) {
        return value.isNull() || value.isContainerNode() && value.isEmpty() || ALWAYS_DONE.contains(key)
                || OFF_BY_DEFAULT.contains(key) && value.isBoolean() && !value.booleanValue();
    }
}
