package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.Role;
import modelscan.base.json.Json;

/**
 * Neutral messages as JSON, the reverse of {@link ContentReader}.
 *
 * <p>All results of one turn are one turn of the user; pictures in them follow behind the last of them. Turns of one side
 * that follow each other become one, because a call must stand right behind what the user said.
 */
final class ContentWriting {
    private final ObjectNode json;
    private final ArrayNode system = Json.array();
    private final ArrayNode contents = Json.array();
    private final List<Part> shownByTools = new ArrayList<>();
    private final PartWriting parts;
    private final Losses losses;
    private final boolean signatures;
    private boolean results;

    ContentWriting(ObjectNode json, Losses losses, Generation generation) {
        this.json = json;
        this.losses = losses;
        this.signatures = generation.levels();
        this.parts = new PartWriting(losses);
    }

    /** Writes the messages of a conversation. */
    void write(List<Message> messages) {
        messages.forEach(this::write);
        showPictures();
        if (contents.isEmpty() && !system.isEmpty()) {
            // An instruction alone is refused; said by the user it is taken.
            contents.addObject().put("role", "user").set("parts", system);
        } else if (!system.isEmpty()) {
            json.putObject("systemInstruction").set("parts", system);
        }
        if (signatures) {
            contents.forEach(content -> Originals.excuse(content.path("parts")));
        }
        json.set("contents", contents);
    }

    private void write(Message message) {
        message.name().ifPresent(_ -> losses.add("name", "Gemini does not name speakers"));
        boolean own = Notes.own(message.extra());
        if (!own) {
            losses.strange(message.extra(), Gemini.NAME);
        }
        if (message.role() == Role.SYSTEM) {
            message.parts().forEach(this::instruct);
            return;
        }
        JsonNode notes = message.extra().path(Notes.KEY);
        int number = 0;
        for (Part part : message.parts()) {
            whole(message.role(), notes, number);
            if (part instanceof Part.ToolResult result) {
                List<Part> shown = new ArrayList<>();
                add(Role.TOOL, parts.result(result, shown));
                shownByTools.addAll(shown);
            } else {
                int at = number;
                parts.write(part).ifPresent(written -> add(message.role(), merged(written, notes, at)));
            }
            number++;
        }
        whole(message.role(), notes, number);
        if (own && contents.path(contents.size() - 1) instanceof ObjectNode content) {
            Notes.restoreOutermost(message.extra(), content);
        }
    }

    private void instruct(Part part) {
        switch (part) {
            case Part.Text(String text) when !text.isEmpty() -> system.addObject().put("text", text);
            case Part.Text _, Part.CacheMark _ -> { }
            case Part.Refusal _, Part.Image _, Part.Audio _, Part.Document _, Part.ToolCall _, Part.ToolResult _,
                    Part.Thinking _ -> losses.add("system", "an instruction holds nothing but text");
        }
    }

    private void add(Role role, ObjectNode part) {
        boolean result = role == Role.TOOL && part.has("functionResponse");
        String word = role == Role.ASSISTANT ? "model" : "user";
        boolean goesOn = !contents.isEmpty() && results == result
                && contents.get(contents.size() - 1).path("role").asText().equals(word);
        // A signature alone belongs to the text or the picture before it.
        if (goesOn && part.size() == 1 && part.has("thoughtSignature")) {
            sign(word, part);
            return;
        }
        if (!goesOn) {
            showPictures();
            contents.addObject().put("role", word).putArray("parts");
            results = result;
        }
        append(part.has("text") || part.size() > 1 || !part.has("thoughtSignature") ? part : part.put("text", ""));
    }

    private void sign(String word, ObjectNode signature) {
        ArrayNode written = (ArrayNode) contents.get(contents.size() - 1).get("parts");
        JsonNode last = written.path(written.size() - 1);
        if (word.equals("model") && last instanceof ObjectNode before && (before.has("text") || before.has("inlineData"))
                && !before.has("thought") && !before.has("thoughtSignature")) {
            before.setAll(signature);
        } else {
            append(signature.put("text", ""));
        }
    }

    private void append(ObjectNode part) {
        ((ArrayNode) contents.get(contents.size() - 1).get("parts")).add(part);
    }

    private void showPictures() {
        for (Part part : List.copyOf(shownByTools)) {
            parts.write(part).ifPresent(this::append);
        }
        shownByTools.clear();
    }

    private void whole(Role role, JsonNode notes, int number) {
        for (JsonNode kept : notes.path(PartReader.WHOLE).path(String.valueOf(number))) {
            if (kept instanceof ObjectNode part) {
                add(role, part.deepCopy());
            }
        }
    }

    private static ObjectNode merged(ObjectNode written, JsonNode notes, int number) {
        for (Map.Entry<String, JsonNode> more : notes.path(PartReader.MORE).path(String.valueOf(number)).properties()) {
            Notes.set(written, more.getKey(), more.getValue());
        }
        return written;
    }
}
