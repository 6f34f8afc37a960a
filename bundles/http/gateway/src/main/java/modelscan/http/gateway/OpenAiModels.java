package modelscan.http.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import modelscan.api.gateway.Candidate;
import modelscan.base.json.Json;

/** Models as clients of the OpenAI API read them. */
final class OpenAiModels {
    private OpenAiModels() {
    }

    static ObjectNode list(List<Candidate> models) {
        ObjectNode body = Json.object().put("object", "list");
        ArrayNode data = body.putArray("data");
        models.forEach(model -> data.add(entry(model)));
        return body;
    }

    static ObjectNode entry(Candidate model) {
        ObjectNode entry = Json.object().put("id", model.name()).put("object", "model")
                // When a model was made is not known; the field must be there.
                .put("created", 0)
                .put("owned_by", model.provider());
        model.model().context().ifPresent(tokens -> entry.put("context_window", tokens));
        model.model().output().ifPresent(tokens -> entry.put("max_output_tokens", tokens));
        ArrayNode operations = entry.putArray("operations");
        model.model().operations().stream().sorted().forEach(operation -> operations.add(operation.word()));
        ArrayNode capabilities = entry.putArray("capabilities");
        model.model().capabilities().stream().sorted().forEach(capabilities::add);
        return entry;
    }
}
