package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/** The tools of a request, in the words of today and in the older ones. */
final class ToolsReader {
    private static final Set<String> FUNCTION = Set.of("name", "description", "parameters", "strict");

    private ToolsReader() {
    }

    /** Reads the tools; what they say beyond neutral words goes into {@code extra}. */
    static Tools read(Place request, ObjectNode extra) {
        Optional<Boolean> parallel = request.member("parallel_tool_calls").map(Place::flag);
        List<Tools.Definition> definitions = new ArrayList<>();
        Kept kept = new Kept();
        request.member("tools").ifPresent(tools -> today(tools, definitions, kept));
        kept.into(extra, "tools");
        if (request.member("functions").isPresent() || request.member("function_call").isPresent()) {
            Notes.in(extra).putNull("functions");
            request.member("functions").ifPresent(functions ->
                    functions.elements().forEach(function -> definitions.add(definition(function))));
        }
        Optional<Place> choice = request.member("tool_choice").or(() -> request.member("function_call"));
        choice.filter(place -> place.path().equals("tool_choice"))
                .ifPresent(place -> (neutral(place) ? Notes.in(extra) : extra).set("tool_choice", place.node()));
        return new Tools(definitions, choice.map(ToolsReader::choice).orElseGet(Tools.Choice.Auto::new), parallel);
    }

    private static boolean neutral(Place choice) {
        return choice.node().isTextual() || choice.node().path("function").has("name") || choice.node().has("name");
    }

    /** What a choice says; a form without a neutral word leaves it to the model. */
    static Tools.Choice choice(Place place) {
        JsonNode node = place.node();
        if (node.isTextual()) {
            return switch (node.textValue()) {
                case "none" -> new Tools.Choice.Forbidden();
                case "required", "any" -> new Tools.Choice.Required();
                case "auto" -> new Tools.Choice.Auto();
                default -> throw place.refuse("cannot be '" + node.textValue()
                        + "'; allowed are auto, none, required or a tool");
            };
        }
        Place named = place.object().member("function").map(Place::object).orElse(place);
        return named.member("name").map(name -> (Tools.Choice) new Tools.Choice.Named(name.text()))
                .orElseGet(Tools.Choice.Auto::new);
    }

    private static void today(Place tools, List<Tools.Definition> definitions, Kept kept) {
        for (Place tool : tools.elements()) {
            Optional<Place> function = tool.object().member("function");
            if (function.isEmpty()) {
                if (tool.wanted("type").text().equals("function")) {
                    throw tool.wanted("function").refuse("is missing");
                }
                kept.whole(tool.node());
                continue;
            }
            definitions.add(definition(function.get()));
            ObjectNode more = tool.others(Set.of("type", "function"));
            ObjectNode inner = function.get().others(FUNCTION);
            if (!inner.isEmpty()) {
                more.set("function", inner);
            }
            kept.more(more);
        }
    }

    private static Tools.Definition definition(Place function) {
        return new Tools.Definition(function.object().wanted("name").text(),
                function.member("description").map(Place::text).orElse(""),
                function.member("parameters").map(Place::object).map(Place::node).orElseGet(Json::object),
                function.member("strict").map(Place::flag));
    }
}
