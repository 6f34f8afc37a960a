package modelscan.wire.cohere;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;

/** The tools a model may call. */
final class ToolsWriting {
    private ToolsWriting() {
    }

    /** Writes the tools and whether one must be called. */
    static void write(Tools tools, ObjectNode json, Losses losses) {
        List<Tools.Definition> definitions = switch (tools.choice()) {
            // That one must be called is said by offering no other.
            case Tools.Choice.Named(String name) ->
                    tools.definitions().stream().filter(each -> each.name().equals(name)).toList();
            case Tools.Choice.Auto(), Tools.Choice.Forbidden(), Tools.Choice.Required() -> tools.definitions();
        };
        if (definitions.isEmpty()) {
            return;
        }
        ArrayNode list = json.putArray("tools");
        definitions.forEach(definition -> list.add(tool(definition)));
        if (definitions.stream().anyMatch(each -> each.strict().orElse(false))) {
            json.put("strict_tools", true);
        }
        switch (tools.choice()) {
            case Tools.Choice.Auto() -> { }
            case Tools.Choice.Forbidden() -> json.put("tool_choice", "NONE");
            case Tools.Choice.Required(), Tools.Choice.Named(String _) -> json.put("tool_choice", "REQUIRED");
        }
        tools.parallel().filter(parallel -> !parallel)
                .ifPresent(_ -> losses.add("parallel_tool_calls", "Cohere leaves it to the model how many tools to call"));
    }

    private static ObjectNode tool(Tools.Definition definition) {
        ObjectNode tool = Json.object().put("type", "function");
        ObjectNode function = tool.putObject("function").put("name", definition.name());
        if (!definition.description().isEmpty()) {
            function.put("description", definition.description());
        }
        boolean bare = definition.parameters().isEmpty();
        function.set("parameters", bare ? Json.object().put("type", "object").set("properties", Json.object())
                : definition.parameters());
        return tool;
    }
}
