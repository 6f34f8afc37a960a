package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import modelscan.api.gateway.Losses;
import modelscan.api.gateway.Model;
import modelscan.api.model.ChatRequest;
import modelscan.base.json.Json;

/** A request that is being written, and what is to be known of it everywhere. */
final class Draft {
    private final Model model;
    private final JsonNode notes;
    private final boolean own;
    private final Losses losses = new Losses();
    private final CacheMarks cacheMarks = new CacheMarks();

    Draft(ChatRequest request, Model model) {
        this.model = model;
        this.own = request.extra().has(Anthropic.NOTES);
        this.notes = own ? request.extra().get(Anthropic.NOTES) : Json.object();
    }

    /** The model it is for. */
    Model model() {
        return model;
    }

    /** What the model can do. */
    Abilities abilities() {
        return new Abilities(model);
    }

    /** Whether an Anthropic client asked, so that its fields are ours. */
    boolean own() {
        return own;
    }

    /** What was noted when it was read. */
    JsonNode notes() {
        return notes;
    }

    /** What could not be said. */
    Losses losses() {
        return losses;
    }

    /** The marks for the prompt cache. */
    CacheMarks cacheMarks() {
        return cacheMarks;
    }
}
