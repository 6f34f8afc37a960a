package modelscan.wire.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.Role;
import modelscan.base.json.Json;

/** The turns of user and model, which must take turns; what the system says stands apart. */
final class Conversation {
    private static final Duration SHORT = Duration.ofMinutes(5);

    private final Blocks blocks;
    private final boolean marks;
    private final Losses losses;
    private final ArrayNode system = Json.array();
    private final ArrayNode turns = Json.array();
    private final Set<String> called = new LinkedHashSet<>();

    /** {@code marks} is whether marks for the cache are written at all. */
    Conversation(Blocks blocks, boolean marks, Losses losses) {
        this.blocks = blocks;
        this.marks = marks;
        this.losses = losses;
    }

    /** Adds a message to the turn of its speaker. */
    void add(Message message) {
        message.name().ifPresent(_ -> losses.add("messages[].name", "Bedrock knows no names of speakers"));
        losses.strange(message.extra(), Bedrock.NAME);
        for (Part part : message.parts()) {
            if (message.role() == Role.SYSTEM) {
                system(part);
            } else {
                turn(message.role() == Role.ASSISTANT ? "assistant" : "user", part);
            }
        }
    }

    /** What the user and the model said. */
    ArrayNode turns() {
        return turns;
    }

    /** What the system said. */
    ArrayNode system() {
        return system;
    }

    /** The names of all tools that were called. */
    Set<String> called() {
        return called;
    }

    /** Whether the last turn of the model called tools, is not answered in words yet, and does not begin with a thought. */
    boolean mustThinkFirst() {
        if (turns.size() < 2 || !turns.get(turns.size() - 1).path("content").path(0).has("toolResult")) {
            return false;
        }
        JsonNode content = turns.get(turns.size() - 2).path("content");
        return !content.path(0).has("reasoningContent");
    }

    /** A mark for the cache. */
    static ObjectNode mark(Part.CacheMark mark) {
        ObjectNode point = Json.object().put("type", "default");
        mark.life().ifPresent(life -> point.put("ttl", life.compareTo(SHORT) > 0 ? "1h" : "5m"));
        return Json.object().set("cachePoint", point);
    }

    private void system(Part part) {
        switch (part) {
            case Part.Text(String text) -> words(text);
            case Part.Refusal(String text) -> words(text);
            case Part.CacheMark mark -> mark(mark, system);
            case Part.Image _, Part.Audio _, Part.Document _, Part.ToolCall _, Part.ToolResult _, Part.Thinking _ ->
                    losses.add("messages[].content", "what the system says is text only");
        }
    }

    private void words(String text) {
        if (!text.isBlank()) {
            system.addObject().put("text", text);
        }
    }

    private void turn(String role, Part part) {
        switch (part) {
            case Part.CacheMark mark -> {
                if (speaks(role)) {
                    mark(mark, content());
                }
            }
            case Part.ToolResult result -> {
                add(role, Optional.of(blocks.result(result)));
                for (Part inner : result.parts()) {
                    if (inner instanceof Part.CacheMark mark) {
                        mark(mark, content());
                    }
                }
            }
            case Part.ToolCall call -> {
                called.add(call.name());
                add(role, Optional.of(blocks.call(call)));
            }
            case Part.Text _, Part.Refusal _, Part.Image _, Part.Audio _, Part.Document _, Part.Thinking _ ->
                    add(role, blocks.content(part));
        }
    }

    private void add(String role, Optional<ObjectNode> block) {
        if (block.isPresent()) {
            if (!speaks(role)) {
                turns.addObject().put("role", role).putArray("content");
            }
            content().add(block.get());
        }
    }

    private boolean speaks(String role) {
        return !turns.isEmpty() && turns.get(turns.size() - 1).path("role").asText().equals(role);
    }

    private ArrayNode content() {
        return (ArrayNode) turns.get(turns.size() - 1).get("content");
    }

    // A mark needs something before it that can be kept; thoughts cannot.
    private void mark(Part.CacheMark mark, ArrayNode list) {
        JsonNode before = list.path(list.size() - 1);
        if (marks && !before.isMissingNode() && !before.has("cachePoint") && !before.has("reasoningContent")) {
            list.add(mark(mark));
        }
    }
}
