package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import modelscan.base.json.Json;

/**
 * What a list says beyond neutral words, by the number of the neutral element it stands before or beside.
 *
 * <p>It lies in {@code extra} under the name of the list, so that another dialect counts it as lost.
 */
final class Kept {
    private static final String BEFORE = "before";
    private static final String BESIDE = "beside";

    private final ObjectNode notes = Json.object();

    /** This element has no neutral word; the next one with a word has this number. */
    void before(int number, JsonNode element) {
        note(number).withArray("/" + BEFORE).add(element);
    }

    /** The element of this number says this, too. */
    void beside(int number, ObjectNode members) {
        if (!members.isEmpty()) {
            note(number).withObject("/" + BESIDE).setAll(members);
        }
    }

    /** What is to be remembered; empty if there is nothing. */
    ObjectNode notes() {
        return notes;
    }

    /** The elements without a neutral word that stood before this number. */
    static JsonNode before(JsonNode notes, int number) {
        return notes.path(String.valueOf(number)).path(BEFORE);
    }

    /** The elements without a neutral word that stood at this number or later. */
    static List<JsonNode> from(JsonNode notes, int number) {
        List<JsonNode> rest = new ArrayList<>();
        for (Map.Entry<String, JsonNode> note : notes.properties()) {
            if (note.getKey().length() < 9 && note.getKey().chars().allMatch(Character::isDigit)
                    && Integer.parseInt(note.getKey()) >= number) {
                note.getValue().path(BEFORE).forEach(rest::add);
            }
        }
        return rest;
    }

    /** Adds to a written element what was kept beside it; notes of ours are not for others. */
    static void restore(JsonNode notes, int number, ObjectNode written) {
        merge(written, notes.path(String.valueOf(number)).path(BESIDE), Set.of());
    }

    /** What was kept beside an element. */
    static JsonNode beside(JsonNode notes, int number) {
        return notes.path(String.valueOf(number)).path(BESIDE);
    }

    /** Adds members, objects into objects; what is written already stays. */
    static void merge(ObjectNode written, JsonNode more, Set<String> without) {
        for (Map.Entry<String, JsonNode> member : more.properties()) {
            if (member.getKey().startsWith("~") || without.contains(member.getKey())) {
                continue;
            }
            JsonNode known = written.get(member.getKey());
            if (known == null) {
                written.set(member.getKey(), member.getValue());
            } else if (known instanceof ObjectNode inner) {
                merge(inner, member.getValue(), Set.of());
            }
        }
    }

    private ObjectNode note(int number) {
        return notes.withObject("/" + number);
    }
}
