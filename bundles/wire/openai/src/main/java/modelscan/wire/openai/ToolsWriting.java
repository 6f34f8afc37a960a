package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/** Neutral tools as JSON, the reverse of {@link ToolsReader}. */
final class ToolsWriting {
    private ToolsWriting() {
    }

    /** Writes tools into a request, in the older words if its {@code extra} remembers them. */
    static void write(Tools tools, ObjectNode extra, ObjectNode json) {
        JsonNode notes = Notes.of(extra);
        boolean old = notes.has("functions");
        ArrayNode definitions = Json.array();
        for (Tools.Definition definition : tools.definitions()) {
            ObjectNode function = function(definition);
            if (old) {
                definitions.add(function);
            } else {
                definitions.addObject().put("type", "function").set("function", function);
            }
        }
        ArrayNode restored = old ? definitions : Kept.restored(definitions, notes.get("tools"));
        if (!restored.isEmpty()) {
            json.set(old ? "functions" : "tools", restored);
        }
        choice(tools.choice(), extra, old, json);
        tools.parallel().ifPresent(parallel -> json.put("parallel_tool_calls", parallel));
    }

    private static ObjectNode function(Tools.Definition definition) {
        ObjectNode function = Json.object().put("name", definition.name());
        if (!definition.description().isEmpty()) {
            function.put("description", definition.description());
        }
        if (!definition.parameters().isEmpty()) {
            function.set("parameters", definition.parameters());
        }
        definition.strict().ifPresent(strict -> function.put("strict", strict));
        return function;
    }

    private static void choice(Tools.Choice choice, ObjectNode extra, boolean old, ObjectNode json) {
        JsonNode noted = Notes.of(extra).get("tool_choice");
        JsonNode original = noted != null || !Notes.own(extra) ? noted : extra.get("tool_choice");
        if (original != null && ToolsReader.choice(Place.root(original)).equals(choice)) {
            json.set("tool_choice", original);
            return;
        }
        String key = old ? "function_call" : "tool_choice";
        switch (choice) {
            case Tools.Choice.Auto() -> { }
            case Tools.Choice.Forbidden() -> json.put(key, "none");
            case Tools.Choice.Required() -> json.put(key, "required");
            case Tools.Choice.Named(String name) -> {
                ObjectNode named = Json.object().put("name", name);
                json.set(key, old ? named : Json.object().put("type", "function").set("function", named));
            }
        }
    }
}
