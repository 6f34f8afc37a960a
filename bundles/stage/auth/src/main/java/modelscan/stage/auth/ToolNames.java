package modelscan.stage.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import modelscan.api.gateway.Exchange;
import modelscan.api.model.Original;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;

/**
 * The names of all tools of a chat, also of those that run at the provider and have no neutral word.
 *
 * <p>Those are known by their name or else by their type: {@code web_search}, {@code googleSearch}.
 */
final class ToolNames {
    private static final List<String> LISTS = List.of("/tools", "/functions", "/toolConfig/tools", "/request/tools");
    private static final List<String> DECLARED = List.of("functionDeclarations", "function_declarations");
    private static final List<String> INNER = List.of("function", "toolSpec");

    private ToolNames() {
    }

    static Set<String> of(Exchange exchange) {
        Set<String> names = new LinkedHashSet<>();
        for (Tools.Definition definition : exchange.chat().tools().definitions()) {
            names.add(definition.name());
        }
        exchange.inquiry().original().map(Original::bytes).filter(bytes -> bytes.length > 0).map(Json::read).ifPresent(json -> {
            for (String list : LISTS) {
                json.at(list).forEach(tool -> add(tool, names));
            }
        });
        return names;
    }

    private static void add(JsonNode tool, Set<String> names) {
        for (String inner : INNER) {
            if (tool.path(inner).path("name").isTextual()) {
                names.add(tool.path(inner).path("name").textValue());
                return;
            }
        }
        if (tool.path("name").isTextual()) {
            names.add(tool.path("name").textValue());
        } else if (tool.path("type").isTextual()) {
            names.add(tool.path("type").textValue());
        } else {
            tool.properties().forEach(member -> declared(member.getKey(), member.getValue(), names));
        }
    }

    private static void declared(String key, JsonNode value, Set<String> names) {
        if (!DECLARED.contains(key)) {
            names.add(key);
            return;
        }
        value.forEach(declaration -> names.add(declaration.path("name").asText()));
    }
}
