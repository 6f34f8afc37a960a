package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;

/** The tools of a request. */
final class ToolsReader {
    private static final Set<String> DECLARATION = Set.of("name", "description", "parameters", "parametersJsonSchema");

    private ToolsReader() {
    }

    /** Reads the tools; Google's own ones, such as its search, have no neutral word. */
    static Tools read(Place request, ObjectNode extra, ObjectNode notes) {
        List<Tools.Definition> definitions = new ArrayList<>();
        ObjectNode more = Json.object();
        request.member("tools").ifPresent(tools -> tools.elements().forEach(tool -> {
            tool.object().member("functionDeclarations").ifPresent(list -> list.elements().forEach(declaration ->
                    definitions.add(definition(declaration.object(), more))));
            for (Map.Entry<String, JsonNode> own : tool.others(Set.of("functionDeclarations")).properties()) {
                extra.set(Notes.TOOLS + own.getKey(), own.getValue());
            }
        }));
        if (!more.isEmpty()) {
            notes.set("declarations", more);
            more.forEach(each -> each.fieldNames().forEachRemaining(name -> extra.put(Notes.DECLARATIONS + name, true)));
        }
        Optional<Place> config = request.member("toolConfig").map(Place::object);
        Tools.Choice choice = config.map(ToolsReader::choice).orElseGet(Tools.Choice.Auto::new);
        config.filter(given -> !ToolsWriting.choice(choice).equals(Optional.of(given.node())))
                .filter(given -> !plainAuto(given))
                .ifPresent(given -> extra.set("toolConfig", given.node()));
        return new Tools(definitions, choice, Optional.empty());
    }

    /** What a configuration says; a mode without a neutral word leaves it to the model. */
    static Tools.Choice choice(Place config) {
        Optional<Place> calling = config.member("functionCallingConfig").map(Place::object);
        String mode = calling.flatMap(given -> given.member("mode")).map(Place::text).orElse("AUTO");
        List<String> names = calling.flatMap(given -> given.member("allowedFunctionNames"))
                .map(list -> list.elements().stream().map(Place::text).toList()).orElse(List.of());
        return switch (mode) {
            case "NONE" -> new Tools.Choice.Forbidden();
            case "ANY" -> names.size() == 1 ? new Tools.Choice.Named(names.getFirst()) : new Tools.Choice.Required();
            default -> new Tools.Choice.Auto();
        };
    }

    private static boolean plainAuto(Place config) {
        JsonNode calling = config.member("functionCallingConfig").map(Place::node).orElseGet(Json::object);
        return config.node().size() <= 1 && config.others(Set.of("functionCallingConfig")).isEmpty()
                && (calling.isEmpty() || calling.size() == 1 && calling.path("mode").asText().equals("AUTO"));
    }

    private static Tools.Definition definition(Place declaration, ObjectNode kept) {
        String name = declaration.wanted("name").text();
        ObjectNode more = declaration.others(DECLARATION);
        if (!more.isEmpty()) {
            kept.set(name, more);
        }
        JsonNode schema = declaration.member("parametersJsonSchema").map(Place::object).map(Place::node)
                .or(() -> declaration.member("parameters").map(Place::object).map(each -> Schemas.plain(each.node())))
                .orElseGet(Json::object);
        return new Tools.Definition(name, declaration.member("description").map(Place::text).orElse(""), schema,
                Optional.empty());
    }
}
