package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;

/** Neutral tools as JSON, the reverse of {@link ToolsReader}. */
final class ToolsWriting {
    private final Draft draft;

    ToolsWriting(Draft draft) {
        this.draft = draft;
    }

    /** Writes tools into a request; {@code notes} is what was kept of them. */
    void write(Tools tools, JsonNode notes, ObjectNode request) {
        ArrayNode written = Json.array();
        List<Tools.Definition> definitions = tools.definitions();
        for (int number = 0; number < definitions.size(); number++) {
            Kept.before(notes, number).forEach(written::add);
            ObjectNode tool = tool(definitions.get(number));
            if (number == definitions.size() - 1) {
                tools.cached().ifPresent(mark -> draft.cacheMarks().put(tool, mark));
            }
            Kept.restore(notes, number, tool);
            written.add(tool);
        }
        Kept.from(notes, definitions.size()).forEach(written::add);
        if (!written.isEmpty()) {
            request.set(ToolsReader.TOOLS, written);
            choice(tools, request);
        }
    }

    private ObjectNode tool(Tools.Definition definition) {
        ObjectNode tool = Json.object().put("name", definition.name());
        if (!definition.description().isEmpty()) {
            tool.put("description", definition.description());
        }
        ObjectNode schema = tool.putObject("input_schema");
        if (definition.parameters() instanceof ObjectNode parameters) {
            schema.setAll(parameters);
        }
        if (!schema.has("type")) {
            schema.put("type", "object");
        }
        if (draft.own()) {
            definition.strict().ifPresent(strict -> tool.put("strict", strict));
        } else if (definition.strict().orElse(false)) {
            strictly(tool);
        }
        return tool;
    }

    private void strictly(ObjectNode tool) {
        if (draft.abilities().schema()) {
            tool.put("strict", true);
        } else {
            draft.losses().add("strict", "this model does not promise to keep to the schema of a tool");
        }
    }

    private static void choice(Tools tools, ObjectNode request) {
        ObjectNode choice = switch (tools.choice()) {
            case Tools.Choice.Auto() -> Json.object().put("type", "auto");
            case Tools.Choice.Forbidden() -> Json.object().put("type", "none");
            case Tools.Choice.Required() -> Json.object().put("type", "any");
            case Tools.Choice.Named(String name) -> Json.object().put("type", "tool").put("name", name);
        };
        // Nothing else goes with "none"; to leave it to the model and to Anthropic needs no word.
        if (tools.parallel().isPresent() && !(tools.choice() instanceof Tools.Choice.Forbidden)) {
            choice.put("disable_parallel_tool_use", !tools.parallel().get());
        }
        if (choice.size() > 1 || !(tools.choice() instanceof Tools.Choice.Auto)) {
            request.set("tool_choice", choice);
        }
    }
}
