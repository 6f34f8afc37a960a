package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import modelscan.api.gateway.Model;
import modelscan.api.model.ChatRequest;
import modelscan.base.json.Json;

/**
 * A neutral request as JSON, the reverse of {@link RequestReader}.
 *
 * @param json the request
 * @param losses what it does not say
 */
record RequestWriting(ObjectNode json, List<String> losses) {
    /** Writes a request for a model. */
    static RequestWriting of(ChatRequest chat, Model model, boolean stream) {
        Draft draft = new Draft(chat, model);
        ObjectNode json = Json.object().put("model", model.id());
        new ToolsWriting(draft).write(chat.tools(), draft.own() ? Kept.of(chat.extra(), ToolsReader.TOOLS) : Json.object(), json);
        Turns turns = new Turns(draft);
        chat.messages().forEach(turns::add);
        ThoughtsWriting thoughts = new ThoughtsWriting(draft, json);
        boolean thinks = thoughts.write(chat, turns.resumesThoughtless());
        thoughts.format(chat.format());
        new SamplingWriting(draft, json).write(chat.sampling(), thinks);
        if (stream) {
            json.put("stream", true);
        }
        turns.write(json);
        if (draft.own()) {
            Kept.merge(json, chat.extra());
        } else {
            draft.losses().strange(chat.extra(), Anthropic.NAME);
        }
        draft.cacheMarks().limit(draft.losses());
        return new RequestWriting(json, draft.losses().all());
    }
}
