package modelscan.provider.echo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Part;
import modelscan.api.model.Role;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;

/** Calls every tool that the request offers, with arguments that fit its schema. */
final class EchoTools {
    private EchoTools() {
    }

    /** The calls; empty when there are no tools, or their results are there already. */
    static Optional<List<StreamEvent>> called(ChatRequest request) {
        boolean answered = request.messages().getLast().role() == Role.TOOL;
        boolean forbidden = request.tools().choice() instanceof Tools.Choice.Forbidden;
        if (answered || forbidden || request.tools().definitions().isEmpty()) {
            return answered ? Optional.of(told(request)) : Optional.empty();
        }
        List<StreamEvent> events = new ArrayList<>();
        int position = 0;
        for (Tools.Definition tool : request.tools().definitions()) {
            String arguments = new String(Json.write(arguments(tool.parameters(), EchoChat.heard(request))), StandardCharsets.UTF_8);
            events.add(new StreamEvent.ToolCallStarted(0, position, "call_" + position, tool.name()));
            // In two deltas, as models do: a client that takes only the first is found out.
            int half = arguments.offsetByCodePoints(0, arguments.codePointCount(0, arguments.length()) / 2);
            events.add(new StreamEvent.ToolCallDelta(0, position, arguments.substring(0, half)));
            events.add(new StreamEvent.ToolCallDelta(0, position, arguments.substring(half)));
            position++;
        }
        events.add(new StreamEvent.Finished(0, FinishReason.TOOL_CALLS, "tool_calls"));
        events.add(new StreamEvent.UsageReported(EchoChat.usage(request, position)));
        return Optional.of(events);
    }

    private static List<StreamEvent> told(ChatRequest request) {
        List<StreamEvent> said = new ArrayList<>();
        for (Part part : request.messages().getLast().parts()) {
            if (part instanceof Part.ToolResult(String _, List<Part> parts, boolean _)) {
                parts.forEach(result -> {
                    if (result instanceof Part.Text(String text)) {
                        EchoChat.words(text).forEach(word -> said.add(new StreamEvent.TextDelta(0, word)));
                    }
                });
            }
        }
        return EchoChat.ended(said, request);
    }

    private static ObjectNode arguments(JsonNode schema, String heard) {
        ObjectNode arguments = Json.object();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            arguments.set(property.getKey(), value(property.getValue(), heard));
        }
        return arguments;
    }

    private static JsonNode value(JsonNode schema, String heard) {
        if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
            return schema.path("enum").get(0);
        }
        return switch (schema.path("type").asText("string")) {
            case "integer", "number" -> Json.object().numberNode(1);
            case "boolean" -> Json.object().booleanNode(true);
            case "array" -> Json.array();
            case "object" -> arguments(schema, heard);
            default -> Json.object().textNode(heard);
        };
    }
}
