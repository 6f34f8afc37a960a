package modelscan.wire.claudecode;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.StreamEvent;

/**
 * What the tool says, whether it comes in steps, in messages, or in both.
 *
 * <p>With an answer that must fit a schema only the checked value is the answer; words on the way to it are thoughts.
 */
final class Talk {
    private final boolean structured;
    private String streaming = "";
    private boolean said;
    private boolean gap;

    Talk(boolean structured) {
        this.structured = structured;
    }

    /** A step of a message. */
    void step(JsonNode event, List<StreamEvent> events) {
        switch (event.path("type").asText()) {
            case "message_start" -> streaming = event.path("message").path("id").asText("");
            case "content_block_start" -> gap = said;
            case "content_block_delta" -> delta(event.path("delta"), events);
            default -> { }
        }
    }

    private void delta(JsonNode delta, List<StreamEvent> events) {
        text(delta.path("text").asText(""), events);
        thought(delta.path("thinking").asText(""), events);
    }

    /** A whole message, or one block of it; what came in steps already is not said twice. */
    void message(JsonNode message, List<StreamEvent> events) {
        boolean known = !streaming.isEmpty() && streaming.equals(message.path("id").asText());
        for (JsonNode block : message.path("content")) {
            switch (block.path("type").asText()) {
                case "text" -> {
                    gap = said;
                    text(known ? "" : block.path("text").asText(""), events);
                }
                case "thinking" -> thought(known ? "" : block.path("thinking").asText(""), events);
                case "tool_use", "server_tool_use", "mcp_tool_use" ->
                        thought("[" + block.path("name").asText() + " " + block.path("input") + "]\n", events);
                default -> { }
            }
        }
    }

    /** The answer itself, where it is only told at the end. */
    void end(JsonNode result, List<StreamEvent> events) {
        JsonNode value = result.path("structured_output");
        if (structured && !value.isMissingNode() && !value.isNull()) {
            events.add(new StreamEvent.TextDelta(0, value.toString()));
        } else if ((!said || structured) && !result.path("result").asText("").isEmpty()) {
            events.add(new StreamEvent.TextDelta(0, result.path("result").asText()));
        }
    }

    private void text(String text, List<StreamEvent> events) {
        if (text.isEmpty()) {
            return;
        }
        String words = gap ? "\n\n" + text : text;
        gap = false;
        said = true;
        if (structured) {
            thought(words, events);
        } else {
            events.add(new StreamEvent.TextDelta(0, words));
        }
    }

    private static void thought(String text, List<StreamEvent> events) {
        if (!text.isEmpty()) {
            events.add(new StreamEvent.ThinkingDelta(0, text, Optional.empty(), Optional.empty()));
        }
    }
}
