package modelscan.http.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.http.Call;
import modelscan.api.model.Failure;
import modelscan.api.model.Operation;
import modelscan.base.json.Json;

/** Models as clients of the Gemini API read them. */
final class GeminiModels {
    private static final int USUAL = 50;
    private static final int MOST = 1000;

    private GeminiModels() {
    }

    static ObjectNode list(List<Candidate> models, Call call) {
        int size = Page.number(call, "pageSize", 1, MOST).orElse(USUAL);
        int from = Math.min(Page.number(call, "pageToken", 0, Integer.MAX_VALUE).orElse(0), models.size());
        int to = (int) Math.min((long) from + size, models.size());
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("models");
        models.subList(from, to).forEach(model -> list.add(entry(model)));
        return to < models.size() ? body.put("nextPageToken", String.valueOf(to)) : body;
    }

    static ObjectNode entry(Candidate model) {
        ObjectNode entry = Json.object().put("name", "models/" + model.name()).put("displayName", model.name());
        model.model().context().ifPresent(tokens -> entry.put("inputTokenLimit", tokens));
        model.model().output().ifPresent(tokens -> entry.put("outputTokenLimit", tokens));
        ArrayNode methods = entry.putArray("supportedGenerationMethods");
        if (model.model().operations().contains(Operation.CHAT)) {
            methods.add("generateContent").add("streamGenerateContent");
        }
        if (model.model().operations().contains(Operation.EMBEDDING)) {
            methods.add("embedContent").add("batchEmbedContents");
        }
        return entry;
    }

    static ObjectNode error(Failure failure) {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", failure.status()).put("message", failure.message()).put("status", word(failure.status()));
        return body;
    }

    private static String word(int status) {
        return switch (status) {
            case 400, 405 -> "INVALID_ARGUMENT";
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 402, 429 -> "RESOURCE_EXHAUSTED";
            case 503 -> "UNAVAILABLE";
            default -> "INTERNAL";
        };
    }
}
