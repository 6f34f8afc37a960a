package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;

/** Events as blocks and as steps of blocks. */
final class Deltas {
    private Deltas() {
    }

    /** A text that is still empty. */
    static ObjectNode text() {
        return Answer.typed("text").put("text", "");
    }

    /** A thought that is still empty. */
    static ObjectNode thinking() {
        return Answer.typed("thinking").put("thinking", "").put("signature", "");
    }

    /** More text. */
    static ObjectNode text(String text) {
        return Answer.typed("text_delta").put("text", text);
    }

    /** A source of what was said. */
    static ObjectNode citation(StreamEvent.Cited cited) {
        ObjectNode delta = Answer.typed("citations_delta");
        delta.set("citation", source(cited));
        return delta;
    }

    /** A source as it stands in a text. */
    static ObjectNode source(StreamEvent.Cited cited) {
        return Answer.typed("web_search_result_location").put("url", cited.url()).put("title", cited.title())
                .put("encrypted_index", "").put("cited_text", cited.quote().orElse(""));
    }

    /** A tool call whose arguments are still to come. */
    static ObjectNode call(StreamEvent.ToolCallStarted call) {
        ObjectNode block = Answer.typed("tool_use").put("id", CallIds.allowed(call.id())).put("name", call.name());
        block.set("input", Json.object());
        return block;
    }

    /** Thoughts that only their vendor can read. */
    static ObjectNode sealed(String data) {
        return Answer.typed("redacted_thinking").put("data", data);
    }

    /** A picture as a block of its own. */
    static Optional<ObjectNode> picture(Media media) {
        boolean picture = !(media instanceof Media.Bytes(String type, byte[] _)) || type.startsWith("image/");
        return picture ? Optional.of(Answer.typed("image").set("source", Sources.picture(media))) : Optional.empty();
    }
}
