package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;

/** The events of lines; only tool calls depend on what came before. */
final class Steps {
    private static final int MOST_CALLS = 1000;

    private final Set<String> ids = new HashSet<>();

    /** Whether a tool was called. */
    boolean toolsCalled() {
        return !ids.isEmpty();
    }

    /** Text, thoughts and pictures of a line. */
    static List<StreamEvent> words(JsonNode answer, boolean opening) {
        List<StreamEvent> events = new ArrayList<>(3);
        if (opening) {
            events.add(new StreamEvent.Started("", answer.path("model").asText("")));
        }
        JsonNode said = Talk.said(answer);
        JsonNode thinking = said.path("thinking");
        if (thinking.isTextual() && !thinking.textValue().isEmpty()) {
            events.add(new StreamEvent.ThinkingDelta(0, thinking.textValue(), Optional.empty(), Optional.empty()));
        }
        String text = Talk.text(said);
        if (!text.isEmpty()) {
            events.add(new StreamEvent.TextDelta(0, text));
        }
        said.path("images").forEach(image -> picture(image, events));
        picture(said.path("image"), events);
        return events;
    }

    /** Adds the tool calls of a line; each is complete. */
    void tools(JsonNode answer, List<StreamEvent> events) {
        for (JsonNode call : Talk.said(answer).path("tool_calls")) {
            JsonNode function = call.path("function");
            if (!function.isObject()) {
                continue;
            }
            int position = ids.size();
            if (position == MOST_CALLS) {
                throw AnswerReader.refuse(ErrorCode.PROVIDER_GARBAGE, "the provider calls too many tools at once");
            }
            events.add(new StreamEvent.ToolCallStarted(0, position, id(call.path("id").asText("")),
                    function.path("name").asText("")));
            events.add(new StreamEvent.ToolCallDelta(0, position, Arguments.text(function.path("arguments"))));
        }
    }

    // Older servers give no ids, and some give the same one again.
    private String id(String told) {
        String id = told.isEmpty() || ids.contains(told) ? "call_" + UUID.randomUUID().toString().replace("-", "") : told;
        ids.add(id);
        return id;
    }

    private static void picture(JsonNode image, List<StreamEvent> events) {
        if (!image.isTextual() || image.textValue().isEmpty()) {
            return;
        }
        try {
            byte[] data = Base64.getDecoder().decode(image.textValue());
            events.add(new StreamEvent.MediaProduced(0, new Media.Bytes(Pictures.type(data), data), Optional.empty()));
        } catch (IllegalArgumentException notBase64) {
            events.add(new StreamEvent.TextDelta(0, image.textValue()));
        }
    }
}
