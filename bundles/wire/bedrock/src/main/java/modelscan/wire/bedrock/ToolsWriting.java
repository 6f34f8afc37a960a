package modelscan.wire.bedrock;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;

/** Neutral tools as {@code toolConfig}. */
final class ToolsWriting {
    private ToolsWriting() {
    }

    /** The tools and the choice among them; empty where none is needed. */
    static ObjectNode write(Tools tools, Conversation conversation, boolean marks, Losses losses) {
        boolean forbidden = tools.choice() instanceof Tools.Choice.Forbidden;
        boolean used = !conversation.called().isEmpty();
        ObjectNode config = Json.object();
        if (forbidden && !used) {
            return config;
        }
        ArrayNode list = Json.array();
        tools.definitions().forEach(tool -> list.addObject().set("toolSpec", spec(tool)));
        if (list.isEmpty()) {
            // Calls in the conversation are refused unless there are tools.
            conversation.called().forEach(name -> list.addObject().set("toolSpec", unknown(name)));
        }
        if (list.isEmpty()) {
            return config;
        }
        if (marks) {
            tools.cached().map(Conversation::mark).ifPresent(list::add);
        }
        config.set("tools", list);
        choice(tools, config, losses);
        tools.parallel().filter(parallel -> !parallel)
                .ifPresent(_ -> losses.add("parallel_tool_calls", "Bedrock lets the model decide"));
        return config;
    }

    private static ObjectNode spec(Tools.Definition tool) {
        ObjectNode spec = Json.object().put("name", tool.name());
        if (!tool.description().isBlank()) {
            spec.put("description", tool.description());
        }
        spec.putObject("inputSchema").set("json", tool.parameters().isEmpty() ? anything() : tool.parameters());
        tool.strict().filter(strict -> strict).ifPresent(_ -> spec.put("strict", true));
        return spec;
    }

    private static ObjectNode unknown(String name) {
        ObjectNode spec = Json.object().put("name", name);
        spec.putObject("inputSchema").set("json", anything());
        return spec;
    }

    private static ObjectNode anything() {
        return Json.object().put("type", "object");
    }

    private static void choice(Tools tools, ObjectNode config, Losses losses) {
        switch (tools.choice()) {
            case Tools.Choice.Auto() -> { }
            case Tools.Choice.Forbidden() ->
                    losses.add("tool_choice", "Bedrock cannot forbid tools that were called before");
            case Tools.Choice.Required() -> config.putObject("toolChoice").putObject("any");
            case Tools.Choice.Named(String name) -> config.putObject("toolChoice").putObject("tool").put("name", name);
        }
    }
}
