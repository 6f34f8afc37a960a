package modelscan.wire.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Optional;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;
import modelscan.base.wire.Medias;

/** Events as the {@code delta} of a chunk. */
final class Deltas {
    private Deltas() {
    }

    /** More text. */
    static ObjectNode text(String text) {
        return Json.object().put("content", text);
    }

    /** More of a refusal. */
    static ObjectNode refusal(String text) {
        return Json.object().put("refusal", text);
    }

    /** More of a thought; what its vendor needs to take it back goes beside the text. */
    static ObjectNode thinking(StreamEvent.ThinkingDelta thought) {
        ObjectNode delta = Json.object();
        if (!thought.text().isEmpty()) {
            delta.put("reasoning_content", thought.text());
        }
        thought.signature().ifPresent(signature -> delta.withArray("/reasoning_details").addObject()
                .put("type", "reasoning.text").put("signature", signature.written(OpenAi.NAME)));
        thought.sealedText().ifPresent(sealed -> delta.withArray("/reasoning_details").addObject()
                .put("type", "reasoning.encrypted").put("data", sealed.written(OpenAi.NAME)));
        return delta;
    }

    /** The begin of a tool call. */
    static ObjectNode call(StreamEvent.ToolCallStarted call) {
        ObjectNode delta = Json.object();
        ObjectNode begun = delta.putArray("tool_calls").addObject().put("index", call.position()).put("id", call.id())
                .put("type", "function");
        begun.putObject("function").put("name", call.name()).put("arguments", "");
        CallSeals.written(call.signature(), begun);
        return delta;
    }

    /** More arguments of a tool call. */
    static ObjectNode arguments(StreamEvent.ToolCallDelta more) {
        ObjectNode delta = Json.object();
        delta.putArray("tool_calls").addObject().put("index", more.position()).putObject("function")
                .put("arguments", more.arguments());
        return delta;
    }

    /** A source. */
    static ObjectNode cited(StreamEvent.Cited cited) {
        ObjectNode delta = Json.object();
        delta.putArray("annotations").add(Sources.annotation(cited));
        return delta;
    }

    /** A sound in OpenAI's own form; everything else as the picture parts that are in use elsewhere. */
    static ObjectNode media(Media media, Optional<String> note) {
        ObjectNode delta = Json.object();
        if (media instanceof Media.Bytes(String type, byte[] data) && type.startsWith("audio/")) {
            ObjectNode audio = delta.putObject("audio").put("data", Base64.getEncoder().encodeToString(data));
            note.ifPresent(words -> audio.put("transcript", words));
        } else {
            delta.putArray("images").addObject().put("type", "image_url").putObject("image_url")
                    .put("url", Medias.write(media));
        }
        return delta;
    }
}
