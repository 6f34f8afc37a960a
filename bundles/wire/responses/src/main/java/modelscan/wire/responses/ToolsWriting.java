package modelscan.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/** Neutral tools as JSON, the reverse of {@link ToolsReader}. */
final class ToolsWriting {
    private ToolsWriting() {
    }

    /** Writes tools into a request; those noted go back as they were, unless they were changed or taken away. */
    static void write(Tools tools, JsonNode notes, ObjectNode json) {
        ArrayNode written = Json.array();
        List<Tools.Definition> rest = new ArrayList<>(tools.definitions());
        for (JsonNode noted : notes.path("tools")) {
            Optional<Tools.Definition> known = ToolsReader.definition(Place.root(noted));
            if (known.isEmpty() || rest.remove(known.get())) {
                written.add(noted);
            }
        }
        rest.forEach(definition -> written.add(function(definition)));
        if (!written.isEmpty()) {
            json.set("tools", written);
        }
        choice(tools.choice(), notes.path("tool_choice"), json);
        tools.parallel().ifPresent(parallel -> json.put("parallel_tool_calls", parallel));
    }

    // Without a word this protocol takes a schema strictly, where others do not.
    private static ObjectNode function(Tools.Definition definition) {
        ObjectNode function = Json.object().put("type", "function").put("name", definition.name());
        if (!definition.description().isEmpty()) {
            function.put("description", definition.description());
        }
        function.set("parameters", parameters(definition));
        return function.put("strict", definition.strict().orElse(false));
    }

    private static JsonNode parameters(Tools.Definition definition) {
        if (!definition.parameters().isEmpty()) {
            return definition.parameters();
        }
        return Json.object().put("type", "object").set("properties", Json.object());
    }

    private static void choice(Tools.Choice choice, JsonNode noted, ObjectNode json) {
        if (!noted.isMissingNode() && ToolsReader.choice(Place.root(noted)).equals(choice)) {
            json.set("tool_choice", noted);
            return;
        }
        switch (choice) {
            case Tools.Choice.Auto() -> { }
            case Tools.Choice.Forbidden() -> json.put("tool_choice", "none");
            case Tools.Choice.Required() -> json.put("tool_choice", "required");
            case Tools.Choice.Named(String name) ->
                    json.putObject("tool_choice").put("type", "function").put("name", name);
        }
    }
}
