package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ChatRequest;
import modelscan.base.json.Json;

/** A neutral request as JSON, the reverse of {@link RequestReader}. */
final class RequestWriting {
    private RequestWriting() {
    }

    /** Writes a request for a model; what cannot be said goes among the losses. */
    static ObjectNode write(ChatRequest request, String model, Losses losses) {
        ObjectNode json = Json.object();
        boolean own = Notes.own(request.extra());
        new ContentWriting(json, losses, Generation.of(model)).write(request.messages());
        ToolsWriting.write(request.tools(), request.extra(), json, losses);
        ObjectNode settings = SettingsWriting.write(request, model, losses);
        if (own) {
            Notes.restore(request.extra(), Notes.SETTINGS, settings);
            Notes.restoreOutermost(request.extra(), json);
        } else {
            losses.strange(request.extra(), Gemini.NAME);
        }
        if (!settings.isEmpty()) {
            json.set("generationConfig", settings);
        }
        return json;
    }
}
