package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modelscan.base.json.Json;

/**
 * What a list says beyond neutral words, by the number of the neutral element it stands before or beside.
 *
 * <p>It lies among the notes of this dialect; beside them {@code extra} names what another dialect loses, such as
 * {@code content[].citations}.
 */
final class Kept {
    private static final String BEFORE = "before";
    private static final String BESIDE = "beside";
    private static final String INSIDE = "[].";

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

    /** Remembers it, if there is anything, and shows other dialects what they cannot say. */
    void into(ObjectNode extra, String list) {
        if (!notes.isEmpty()) {
            extra.set(key(list), notes);
            show(notes, extra, list);
        }
    }

    /** What was kept of a list. */
    static JsonNode of(ObjectNode extra, String list) {
        return extra.path(key(list));
    }

    private static String key(String list) {
        return Anthropic.NOTES + "." + list;
    }

    private static void show(JsonNode notes, ObjectNode extra, String list) {
        for (JsonNode here : notes) {
            here.path(BEFORE).forEach(element -> extra.put(list + INSIDE + element.path("type").asText("element"), true));
            for (Map.Entry<String, JsonNode> member : here.path(BESIDE).properties()) {
                if (member.getKey().startsWith("~")) {
                    show(member.getValue(), extra, list);
                } else {
                    extra.put(list + INSIDE + member.getKey(), true);
                }
            }
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
        merge(written, notes.path(String.valueOf(number)).path(BESIDE));
    }

    /** What was kept beside an element. */
    static JsonNode beside(JsonNode notes, int number) {
        return notes.path(String.valueOf(number)).path(BESIDE);
    }

    /** Adds members, objects into objects; what is written already stays. */
    static void merge(ObjectNode written, JsonNode more) {
        for (Map.Entry<String, JsonNode> member : more.properties()) {
            if (member.getKey().startsWith("~") || member.getKey().contains(INSIDE)) {
                continue;
            }
            JsonNode known = written.get(member.getKey());
            if (known == null) {
                written.set(member.getKey(), member.getValue());
            } else if (known instanceof ObjectNode inner) {
                merge(inner, member.getValue());
            }
        }
    }

    private ObjectNode note(int number) {
        return notes.withObject("/" + number);
    }
}
