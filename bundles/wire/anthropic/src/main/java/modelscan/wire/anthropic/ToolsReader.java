package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.Part;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/** The tools of a request; those that Anthropic runs itself have no neutral word. */
final class ToolsReader {
    static final String TOOLS = "tools";
    private static final Set<String> KNOWN = Set.of("type", "name", "description", "input_schema", "strict");

    private ToolsReader() {
    }

    /** Reads the tools; what they say beyond neutral words goes into {@code extra}. */
    static Tools read(Place request, ObjectNode extra) {
        List<Tools.Definition> definitions = new ArrayList<>();
        Kept kept = new Kept();
        Optional<Part.CacheMark> cached = Optional.empty();
        List<Place> tools = request.member(TOOLS).map(Place::elements).orElse(List.of());
        for (Place tool : tools) {
            if (!tool.object().member("type").map(Place::text).orElse("custom").equals("custom")) {
                kept.before(definitions.size(), tool.node());
                continue;
            }
            ObjectNode more = tool.others(KNOWN);
            if (tool == tools.getLast()) {
                cached = CacheMarks.read(tool);
                more.remove(CacheMarks.KEY);
                more.setAll(CacheMarks.more(tool));
            }
            kept.beside(definitions.size(), more);
            definitions.add(definition(tool));
        }
        kept.into(extra, TOOLS);
        return chosen(request.member("tool_choice"), definitions, cached);
    }

    private static Tools chosen(Optional<Place> choice, List<Tools.Definition> definitions, Optional<Part.CacheMark> cached) {
        return new Tools(definitions, choice.map(ToolsReader::choice).orElseGet(Tools.Choice.Auto::new),
                choice.flatMap(place -> place.member("disable_parallel_tool_use")).map(flag -> !flag.flag()), cached);
    }

    private static Tools.Definition definition(Place tool) {
        return new Tools.Definition(tool.wanted("name").text(), tool.member("description").map(Place::text).orElse(""),
                tool.member("input_schema").map(Place::object).map(Place::node).orElseGet(Json::object),
                tool.member("strict").map(Place::flag));
    }

    private static Tools.Choice choice(Place choice) {
        String type = choice.object().wanted("type").text();
        return switch (type) {
            case "auto" -> new Tools.Choice.Auto();
            case "any" -> new Tools.Choice.Required();
            case "none" -> new Tools.Choice.Forbidden();
            case "tool" -> new Tools.Choice.Named(choice.wanted("name").text());
            default -> throw choice.wanted("type").refuse("cannot be '" + type + "'; allowed are any, auto, none, tool");
        };
    }
}
