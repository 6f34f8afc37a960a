package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Losses;
import modelscan.api.model.FailureException;
import modelscan.api.model.Media;
import modelscan.api.model.Part;
import modelscan.api.model.Seal;
import modelscan.base.json.Json;

/** Neutral parts as JSON; results learn the names of the calls that were written before. */
final class PartWriting {
    private final Losses losses;
    private final Map<String, String> names = new HashMap<>();

    PartWriting(Losses losses) {
        this.losses = losses;
    }

    /** A part; empty if there is nothing to say. */
    Optional<ObjectNode> write(Part part) {
        return switch (part) {
            case Part.Text(String text) -> text(text);
            case Part.Refusal(String text) -> text(text);
            case Part.Image(Media media, Optional<String> detail) -> {
                detail.filter(word -> !word.equals("auto"))
                        .ifPresent(_ -> losses.add("detail", "Gemini has one resolution for all pictures"));
                yield Medias.written(media, losses);
            }
            case Part.Audio(Media media, Optional<String> _) -> Medias.written(media, losses);
            case Part.Document(Media media, Optional<String> name) -> {
                name.ifPresent(_ -> losses.add("filename", "Gemini does not name files"));
                yield Medias.written(media, losses);
            }
            case Part.Thinking thinking -> thinking(thinking);
            case Part.ToolCall call -> Optional.of(call(call));
            case Part.ToolResult _, Part.CacheMark _ -> Optional.empty();
        };
    }

    /** The result of a tool; what is no text in it is put aside. */
    ObjectNode result(Part.ToolResult result, List<Part> shown) {
        StringBuilder said = new StringBuilder();
        for (Part part : result.parts()) {
            switch (part) {
                case Part.Text(String text) -> said.append(text);
                case Part.Refusal(String text) -> said.append(text);
                case Part.Image _, Part.Audio _, Part.Document _ -> shown.add(part);
                case Part.Thinking _, Part.ToolCall _, Part.ToolResult _, Part.CacheMark _ -> { }
            }
        }
        ObjectNode json = Json.object();
        ObjectNode response = json.putObject("functionResponse").put("id", result.id())
                .put("name", names.getOrDefault(result.id(), result.id()));
        response.set("response", response(said.toString(), result.error()));
        return json;
    }

    private static ObjectNode response(String said, boolean error) {
        if (error) {
            return Json.object().put("error", said);
        }
        return object(said).orElseGet(() -> Json.object().put("result", said));
    }

    private static Optional<ObjectNode> text(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Json.object().put("text", text));
    }

    private static Optional<ObjectNode> thinking(Part.Thinking thinking) {
        ObjectNode json = Json.object();
        if (!thinking.text().isEmpty()) {
            json.put("text", thinking.text()).put("thought", true);
        }
        thinking.signature().flatMap(seal -> seal.forDialect(Gemini.NAME))
                .ifPresent(signature -> json.put("thoughtSignature", signature));
        return json.isEmpty() ? Optional.empty() : Optional.of(json);
    }

    private ObjectNode call(Part.ToolCall call) {
        names.put(call.id(), call.name());
        ObjectNode json = Json.object();
        json.putObject("functionCall").put("id", call.id()).put("name", call.name()).set("args", arguments(call));
        call.signature().flatMap((Seal seal) -> seal.forDialect(Gemini.NAME))
                .ifPresent(signature -> json.put("thoughtSignature", signature));
        return json;
    }

    private JsonNode arguments(Part.ToolCall call) {
        if (call.arguments().isBlank()) {
            return Json.object();
        }
        return object(call.arguments()).orElseGet(() -> {
            losses.add("arguments", "they are not one JSON object and go as a text");
            return Json.object().put("arguments", call.arguments());
        });
    }

    private static Optional<ObjectNode> object(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Json.read(text) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (FailureException notJson) {
            return Optional.empty();
        }
    }
}
