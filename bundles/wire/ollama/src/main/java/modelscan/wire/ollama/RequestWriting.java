package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;

/** A neutral request as a conversation for {@code /api/chat}, the reverse of {@link RequestReader}. */
final class RequestWriting {
    private static final Set<String> ONLY_GENERATE = Set.of("suffix", "raw", "template", "context");

    private final ChatRequest request;
    private final Losses losses;
    private final boolean own;

    RequestWriting(ChatRequest request, Losses losses) {
        this.request = request;
        this.losses = losses;
        this.own = request.extra().has(RequestReader.MARK);
    }

    /** Writes the request for a model. */
    ObjectNode write(String model, boolean stream) {
        ObjectNode json = Json.object().put("model", model);
        json.set("messages", new MessageWriting(losses, own).write(request.messages()));
        tools(request.tools(), json);
        format(json);
        JsonNode rest = own ? request.extra().path("options") : Json.object();
        ObjectNode options = Options.write(request.sampling(), rest, losses);
        if (!options.isEmpty()) {
            json.set("options", options);
        }
        request.reasoning().ifPresent(reasoning -> json.set("think", Thoughts.write(reasoning)));
        json.put("stream", stream);
        extra(json);
        return json;
    }

    private void tools(Tools tools, ObjectNode json) {
        switch (tools.choice()) {
            case Tools.Choice.Auto() -> { }
            // Who may call none needs none.
            case Tools.Choice.Forbidden() -> {
                return;
            }
            case Tools.Choice.Required() ->
                    losses.add("tool_choice", "Ollama leaves it to the model whether to call a tool");
            case Tools.Choice.Named(String _) ->
                    losses.add("tool_choice", "Ollama leaves it to the model which tool to call");
        }
        if (tools.definitions().isEmpty()) {
            return;
        }
        tools.parallel().filter(parallel -> !parallel)
                .ifPresent(_ -> losses.add("parallel_tool_calls", "Ollama leaves it to the model how many tools to call"));
        ArrayNode list = json.putArray("tools");
        tools.definitions().forEach(definition -> list.add(tool(definition)));
    }

    private ObjectNode tool(Tools.Definition definition) {
        if (definition.strict().orElse(false)) {
            losses.add("tools.strict", "Ollama does not hold a model to the schema of a tool");
        }
        ObjectNode tool = Json.object().put("type", "function");
        ObjectNode function = tool.putObject("function").put("name", definition.name());
        if (!definition.description().isEmpty()) {
            function.put("description", definition.description());
        }
        boolean bare = definition.parameters().isEmpty();
        function.set("parameters", bare ? Json.object().put("type", "object").set("properties", Json.object())
                : definition.parameters());
        return tool;
    }

    private void format(ObjectNode json) {
        switch (request.format()) {
            case ResponseFormat.Text() -> { }
            case ResponseFormat.Json() -> json.put("format", "json");
            case ResponseFormat.Schema(String _, JsonNode schema, Optional<Boolean> _) -> json.set("format", schema);
        }
    }

    private void extra(ObjectNode json) {
        if (!own) {
            losses.strange(request.extra(), Ollama.NAME);
            return;
        }
        request.extra().properties().forEach(other -> {
            if (ONLY_GENERATE.contains(other.getKey())) {
                losses.add(other.getKey(), "only a single prompt has it, not a conversation");
            } else if (!other.getKey().startsWith("~") && !json.has(other.getKey())) {
                json.set(other.getKey(), other.getValue());
            }
        });
    }
}
