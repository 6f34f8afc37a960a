package modelscan.wire.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import modelscan.api.gateway.Losses;
import modelscan.api.model.FailureException;
import modelscan.api.model.Part;
import modelscan.api.model.Seal;
import modelscan.base.json.Json;

/** Neutral parts as content blocks; a block has exactly one member, which says what it is. */
final class Blocks {
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_.:-]{1,64}");

    private final Family family;
    private final Medias medias;
    private final Losses losses;

    Blocks(Family family, Losses losses) {
        this.family = family;
        this.medias = new Medias(losses);
        this.losses = losses;
    }

    /** A block of what was said or shown; empty for what Bedrock would refuse. */
    Optional<ObjectNode> content(Part part) {
        return switch (part) {
            case Part.Text(String text) -> text(text);
            case Part.Refusal(String text) -> text(text);
            case Part.Image image -> picture(image);
            case Part.Audio audio -> medias.sound(audio.media());
            case Part.Document document -> medias.document(document);
            case Part.Thinking thinking -> thought(thinking);
            case Part.ToolCall call -> Optional.of(call(call));
            case Part.ToolResult result -> Optional.of(result(result));
            case Part.CacheMark _ -> Optional.empty();
        };
    }

    /** A tool call. */
    ObjectNode call(Part.ToolCall call) {
        ObjectNode use = Json.object().put("toolUseId", id(call.id())).put("name", call.name());
        use.set("input", input(call.arguments()));
        return block("toolUse", use);
    }

    /** What a tool answered. */
    ObjectNode result(Part.ToolResult result) {
        ObjectNode written = Json.object().put("toolUseId", id(result.id()));
        ArrayNode content = written.putArray("content");
        for (Part part : result.parts()) {
            switch (part) {
                case Part.Text _, Part.Refusal _, Part.Image _, Part.Document _ -> content(part).ifPresent(content::add);
                case Part.Audio _ -> losses.add("messages[].content", "a tool's result holds no sound");
                case Part.Thinking _, Part.ToolCall _, Part.ToolResult _, Part.CacheMark _ -> { }
            }
        }
        if (result.error()) {
            written.put("status", "error");
        }
        return block("toolResult", written);
    }

    private Optional<ObjectNode> picture(Part.Image image) {
        image.detail().ifPresent(_ -> losses.add("detail", "Bedrock has no word for how closely to look"));
        return medias.image(image.media());
    }

    private static Optional<ObjectNode> text(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(Json.object().put("text", text));
    }

    // Ids of other vendors may be longer or hold other signs; call and result must still agree.
    private static String id(String id) {
        return ID.matcher(id).matches() ? id : "call-" + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode input(String arguments) {
        if (arguments.isBlank()) {
            return Json.object();
        }
        try {
            JsonNode input = Json.read(arguments);
            if (input.isObject()) {
                return input;
            }
        } catch (FailureException cutShort) {
            // said below
        }
        losses.add("tool_calls[].arguments", "not a JSON object; sent as a text inside of one");
        return Json.object().put("arguments", arguments);
    }

    // Only its maker's own thoughts are taken back, and Claude takes none that is not signed.
    private Optional<ObjectNode> thought(Part.Thinking thinking) {
        Optional<byte[]> sealed = thinking.sealedText().flatMap(seal -> seal.forDialect(Bedrock.NAME)).flatMap(Blocks::bytes);
        if (sealed.isPresent()) {
            return Optional.of(block("reasoningContent", Json.object().put("redactedContent", sealed.get())));
        }
        Optional<String> signature = thinking.signature().flatMap(this::own);
        if (signature.isEmpty()) {
            if (!thinking.text().isBlank()) {
                losses.add("thinking", "only thoughts that the provider signed itself can be given back");
            }
            return Optional.empty();
        }
        ObjectNode words = Json.object().put("text", thinking.text()).put("signature", signature.get());
        return Optional.of(block("reasoningContent", block("reasoningText", words)));
    }

    private Optional<String> own(Seal seal) {
        return seal.forDialect(Bedrock.NAME).or(() -> seal.forDialect(family.signs()));
    }

    private static Optional<byte[]> bytes(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64)).filter(bytes -> bytes.length > 0);
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static ObjectNode block(String kind, ObjectNode content) {
        return Json.object().set(kind, content);
    }
}
