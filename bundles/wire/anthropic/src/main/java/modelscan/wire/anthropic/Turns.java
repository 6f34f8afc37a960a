package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import modelscan.api.model.Message;
import modelscan.api.model.Role;
import modelscan.base.json.Json;

/**
 * The turns of a conversation as this protocol wants them: user and model take turns, results of tools come first in the turn
 * of the user, and instructions stand outside.
 */
final class Turns {
    private static final String USER = "user";

    private final Draft draft;
    private final BlockWriting writing;
    private final ArrayNode system = Json.array();
    private final List<Turn> turns = new ArrayList<>();

    private record Turn(String role, ArrayNode results, ArrayNode rest, ObjectNode extra) {
        Turn(String role) {
            this(role, Json.array(), Json.array(), Json.object());
        }

        ArrayNode blocks() {
            return Json.array().addAll(results).addAll(rest);
        }
    }

    Turns(Draft draft) {
        this.draft = draft;
        this.writing = new BlockWriting(draft);
    }

    /** Takes up a message. */
    void add(Message message) {
        JsonNode notes = draft.own() ? Kept.of(message.extra(), MessageReader.CONTENT) : Json.object();
        if (!draft.own()) {
            draft.losses().strange(message.extra(), Anthropic.NAME);
            message.name().filter(_ -> message.role() != Role.TOOL)
                    .ifPresent(_ -> draft.losses().add("name", "Anthropic has no names of speakers"));
        }
        ArrayNode blocks = writing.blocks(message.parts(), notes);
        if (message.role() == Role.SYSTEM) {
            blocks.forEach(this::instruct);
        } else if (!blocks.isEmpty()) {
            place(message, blocks);
        }
    }

    /** Writes them into a request. */
    void write(ObjectNode request) {
        // There must be somebody to answer, be it the application itself.
        if (turns.isEmpty() && !system.isEmpty()) {
            Turn only = new Turn(USER);
            only.rest.add(system.remove(system.size() - 1));
            turns.add(only);
        }
        if (!system.isEmpty()) {
            request.set("system", BlockWriting.content(system));
        }
        ArrayNode messages = request.putArray("messages");
        for (Turn turn : turns) {
            ObjectNode message = messages.addObject().put("role", turn.role);
            message.set(MessageReader.CONTENT, BlockWriting.content(turn.blocks()));
            Kept.merge(message, turn.extra);
        }
    }

    /** Whether the model is to go on after its tools without thoughts of its own to go on from. */
    boolean resumesThoughtless() {
        int last = turns.size() - 1;
        return last > 0 && !turns.get(last).results.isEmpty()
                && !turns.get(last - 1).rest.path(0).path("type").asText().endsWith("thinking");
    }

    private void instruct(JsonNode block) {
        if (block.path("type").asText().equals("text")) {
            system.add(block);
        } else {
            draft.losses().add("system", "Anthropic takes nothing but text as an instruction");
        }
    }

    private void place(Message message, ArrayNode blocks) {
        String role = message.role() == Role.ASSISTANT ? "assistant" : USER;
        if (turns.isEmpty() || !turns.getLast().role.equals(role)) {
            turns.add(new Turn(role));
        }
        Turn turn = turns.getLast();
        for (JsonNode block : blocks) {
            (block.path("type").asText().equals("tool_result") ? turn.results : turn.rest).add(block);
        }
        if (draft.own()) {
            Kept.merge(turn.extra, message.extra());
        }
    }
}
