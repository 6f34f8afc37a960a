package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;

/** Neutral tools as JSON, the reverse of {@link ToolsReader}. */
final class ToolsWriting {
    private ToolsWriting() {
    }

    /** Writes tools into a request. */
    static void write(Tools tools, ObjectNode extra, ObjectNode json, Losses losses) {
        ArrayNode list = Json.array();
        if (!tools.definitions().isEmpty()) {
            ArrayNode declarations = list.addObject().putArray("functionDeclarations");
            JsonNode kept = Notes.note(extra, "declarations").orElseGet(Json::object);
            tools.definitions().forEach(each -> declarations.add(declaration(each, kept.path(each.name()), losses)));
        }
        boolean own = Notes.own(extra);
        if (own) {
            ObjectNode more = Json.object();
            Notes.restore(extra, Notes.TOOLS, more);
            more.properties().forEach(tool -> list.addObject().set(tool.getKey(), tool.getValue()));
        }
        if (!list.isEmpty()) {
            json.set("tools", list);
        }
        if (own && sameChoice(tools, extra)) {
            json.set("toolConfig", extra.get("toolConfig"));
        } else if (!tools.definitions().isEmpty()) {
            choice(tools.choice()).ifPresent(config -> json.set("toolConfig", config));
        }
        tools.parallel().filter(parallel -> !parallel)
                .ifPresent(_ -> losses.add("parallel_tool_calls", "Gemini cannot be held to one call at a time"));
    }

    /** The configuration of a choice; empty where nothing need be said. */
    static Optional<JsonNode> choice(Tools.Choice choice) {
        ObjectNode calling = Json.object();
        switch (choice) {
            case Tools.Choice.Auto() -> {
                return Optional.empty();
            }
            case Tools.Choice.Forbidden() -> calling.put("mode", "NONE");
            case Tools.Choice.Required() -> calling.put("mode", "ANY");
            case Tools.Choice.Named(String name) -> calling.put("mode", "ANY").putArray("allowedFunctionNames").add(name);
        }
        return Optional.of(Json.object().set("functionCallingConfig", calling));
    }

    private static boolean sameChoice(Tools tools, ObjectNode extra) {
        return extra.has("toolConfig") && ToolsReader.choice(Place.root(extra.get("toolConfig"))).equals(tools.choice());
    }

    private static ObjectNode declaration(Tools.Definition definition, JsonNode kept, Losses losses) {
        ObjectNode json = Json.object().put("name", definition.name());
        if (!definition.description().isEmpty()) {
            json.put("description", definition.description());
        }
        if (!definition.parameters().isEmpty()) {
            json.set("parametersJsonSchema", definition.parameters());
        }
        definition.strict().filter(Boolean::booleanValue)
                .ifPresent(_ -> losses.add("strict", "Gemini does not promise to keep to a tool's schema"));
        for (Map.Entry<String, JsonNode> more : kept.properties()) {
            Notes.set(json, more.getKey(), more.getValue());
        }
        return json;
    }
}
