package modelscan.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/** The tools of a request, which are flat here and partly the provider's own. */
final class ToolsReader {
    private ToolsReader() {
    }

    /** Reads the tools; those that run at the provider have no neutral word and are noted. */
    static Tools read(Place request, ObjectNode extra, ObjectNode notes) {
        List<Tools.Definition> definitions = new ArrayList<>();
        request.member("tools").ifPresent(tools -> {
            notes.set("tools", tools.node());
            for (Place tool : tools.elements()) {
                Optional<Tools.Definition> known = definition(tool);
                known.ifPresentOrElse(definitions::add, () ->
                        extra.putNull(tool.path() + " (" + tool.member("type").map(Place::text).orElse("?") + ")"));
            }
        });
        Optional<Place> choice = request.member("tool_choice");
        choice.ifPresent(place -> {
            notes.set("tool_choice", place.node());
            if (lossy(place.node())) {
                extra.putNull("tool_choice");
            }
        });
        return new Tools(definitions, choice.map(ToolsReader::choice).orElseGet(Tools.Choice.Auto::new),
                request.member("parallel_tool_calls").map(Place::flag));
    }

    /** A function the caller runs; empty for a tool of the provider. */
    static Optional<Tools.Definition> definition(Place tool) {
        if (!tool.object().wanted("type").text().equals("function")) {
            return Optional.empty();
        }
        return Optional.of(new Tools.Definition(tool.wanted("name").text(),
                tool.member("description").map(Place::text).orElse(""),
                tool.member("parameters").map(Place::object).map(Place::node).orElseGet(Json::object),
                tool.member("strict").map(Place::flag)));
    }

    /** What a choice says; one of several tools leaves it to the model. */
    static Tools.Choice choice(Place place) {
        JsonNode node = place.node();
        if (node.isTextual()) {
            return word(place, node.textValue());
        }
        String type = place.object().member("type").map(Place::text).orElse("");
        return switch (type) {
            case "function" -> new Tools.Choice.Named(place.wanted("name").text());
            case "allowed_tools" -> word(place, place.member("mode").map(Place::text).orElse("auto"));
            default -> new Tools.Choice.Auto();
        };
    }

    private static Tools.Choice word(Place place, String word) {
        return switch (word) {
            case "none" -> new Tools.Choice.Forbidden();
            case "required" -> new Tools.Choice.Required();
            case "auto" -> new Tools.Choice.Auto();
            default -> throw place.refuse("cannot be '" + word + "'; allowed are auto, none, required or a tool");
        };
    }

    private static boolean lossy(JsonNode choice) {
        return choice.isObject() && !choice.path("type").asText().equals("function");
    }
}
