package modelscan.test.roundtrip;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Media;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.Reasoning;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Role;
import modelscan.api.model.Sampling;
import modelscan.api.model.Tools;

/** What a request says, feature by feature. */
final class Facets {
    private final Map<Facet, List<String>> values = new LinkedHashMap<>();
    private final Map<String, String> called = new HashMap<>();

    private Facets() {
    }

    static Facets of(ChatRequest chat) {
        Facets facets = new Facets();
        chat.messages().forEach(facets::message);
        facets.tools(chat.tools());
        facets.sampling(chat.sampling());
        facets.format(chat.format());
        chat.reasoning().ifPresent(facets::reasoning);
        return facets;
    }

    Map<Facet, List<String>> values() {
        return values;
    }

    List<String> of(Facet facet) {
        return values.getOrDefault(facet, List.of());
    }

    private void message(Message message) {
        message.name().ifPresent(name -> add(Facet.SPEAKER, name));
        message.parts().forEach(part -> part(message.role(), part));
    }

    private void part(Role role, Part part) {
        switch (part) {
            case Part.Text(String text) -> {
                add(switch (role) {
                    case SYSTEM -> Facet.INSTRUCTION;
                    case USER, TOOL -> Facet.USER_TEXT;
                    case ASSISTANT -> Facet.MODEL_TEXT;
                }, text);
                if (role != Role.SYSTEM) {
                    add(Facet.ORDER, text);
                }
            }
            case Part.Refusal(String text) -> add(Facet.REFUSAL, text);
            case Part.Image(Media media, Optional<String> detail) -> {
                media(media, Facet.PICTURE_BYTES, Facet.PICTURE_LINK, Facet.PICTURE_UPLOAD);
                detail.ifPresent(word -> add(Facet.PICTURE_DETAIL, word));
            }
            case Part.Audio(Media media, Optional<String> _) ->
                    media(media, Facet.SOUND_BYTES, Facet.SOUND_LINK, Facet.FILE_UPLOAD);
            case Part.Document(Media media, Optional<String> name) -> {
                media(media, Facet.FILE_BYTES, Facet.FILE_LINK, Facet.FILE_UPLOAD);
                name.ifPresent(text -> add(Facet.FILE_NAME, text));
            }
            case Part.Thinking thinking -> thinking(thinking);
            case Part.ToolCall call -> call(call);
            case Part.ToolResult result -> result(result);
            case Part.CacheMark _ -> add(Facet.CACHE_MARK, "mark");
        }
    }

    private void thinking(Part.Thinking thinking) {
        if (!thinking.text().isEmpty()) {
            add(Facet.THOUGHT, thinking.text());
        }
        thinking.signature().ifPresent(seal -> add(Facet.SEAL, seal.value()));
        thinking.sealedText().ifPresent(seal -> add(Facet.SEAL, seal.value()));
    }

    private void call(Part.ToolCall call) {
        called.put(call.id(), call.name());
        add(Facet.TOOL_CALL, call.name() + " " + Traces.compact(call.arguments().isEmpty() ? "{}" : call.arguments()));
        add(Facet.CALL_ID, call.id());
        add(Facet.ORDER, Traces.compact(call.arguments()));
        call.signature().ifPresent(seal -> add(Facet.SEAL, seal.value()));
    }

    private void result(Part.ToolResult result) {
        for (Part part : result.parts()) {
            switch (part) {
                case Part.Text(String text) -> {
                    add(Facet.TOOL_RESULT, called.getOrDefault(result.id(), "?") + " " + text);
                    add(Facet.ORDER, text);
                }
                case Part.Image(Media media, Optional<String> _) ->
                        media(media, Facet.RESULT_PICTURE, Facet.RESULT_PICTURE, Facet.RESULT_PICTURE);
                case Part.Audio _, Part.Document _, Part.Refusal _, Part.Thinking _, Part.ToolCall _, Part.ToolResult _,
                        Part.CacheMark _ -> { }
            }
        }
        if (result.error()) {
            add(Facet.TOOL_FAILURE, "error");
        }
    }

    private void media(Media media, Facet bytes, Facet link, Facet upload) {
        switch (media) {
            case Media.Bytes(String _, byte[] data) -> add(bytes, Base64.getEncoder().encodeToString(data));
            case Media.Link(var uri, var _) -> add(link, uri.toString());
            case Media.Upload(String id) -> add(upload, id);
        }
    }

    private void tools(Tools tools) {
        for (Tools.Definition tool : tools.definitions()) {
            add(Facet.TOOL, tool.name());
            if (!tool.description().isEmpty()) {
                add(Facet.TOOL_DESCRIPTION, tool.description());
            }
            if (tool.parameters().has("properties")) {
                add(Facet.TOOL_PARAMETERS, tool.parameters().toString());
            }
            tool.strict().ifPresent(strict -> add(Facet.TOOL_STRICT, strict.toString()));
        }
        switch (tools.choice()) {
            case Tools.Choice.Auto _ -> { }
            case Tools.Choice.Forbidden _ -> add(Facet.NO_TOOL, "none");
            case Tools.Choice.Required _ -> add(Facet.SOME_TOOL, "required");
            case Tools.Choice.Named(String name) -> add(Facet.THIS_TOOL, name);
        }
        tools.parallel().ifPresent(parallel -> add(Facet.PARALLEL, parallel.toString()));
        tools.cached().ifPresent(_ -> add(Facet.CACHE_MARK, "mark"));
    }

    private void sampling(Sampling sampling) {
        sampling.temperature().ifPresent(value -> add(value > 1 ? Facet.DARING : Facet.TEMPERATURE, value.toString()));
        sampling.topP().ifPresent(value -> add(Facet.TOP_P, value.toString()));
        sampling.topK().ifPresent(value -> add(Facet.TOP_K, value.toString()));
        sampling.maximumOutput().ifPresent(value -> add(Facet.LIMIT, value.toString()));
        sampling.stop().forEach(value -> add(Facet.STOP, value));
        sampling.seed().ifPresent(value -> add(Facet.SEED, value.toString()));
        sampling.frequencyPenalty().ifPresent(value -> add(Facet.FREQUENCY, value.toString()));
        sampling.presencePenalty().ifPresent(value -> add(Facet.PRESENCE, value.toString()));
        sampling.choices().filter(value -> value > 1).ifPresent(value -> add(Facet.CHOICES, value.toString()));
    }

    private void format(ResponseFormat format) {
        switch (format) {
            case ResponseFormat.Text _ -> { }
            case ResponseFormat.Json _ -> add(Facet.JSON, "json");
            case ResponseFormat.Schema(String _, var schema, Optional<Boolean> strict) -> {
                add(Facet.SCHEMA, schema.toString());
                strict.filter(Boolean::booleanValue).ifPresent(_ -> add(Facet.SCHEMA_STRICT, "true"));
            }
        }
    }

    private void reasoning(Reasoning reasoning) {
        reasoning.effort().ifPresent(effort -> add(Facet.EFFORT, effort));
        reasoning.budget().ifPresent(budget -> add(Facet.BUDGET, budget.toString()));
    }

    private void add(Facet facet, String value) {
        values.computeIfAbsent(facet, _ -> new ArrayList<>()).add(value);
    }
}
