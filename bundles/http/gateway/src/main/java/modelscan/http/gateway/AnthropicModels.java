package modelscan.http.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.http.Call;
import modelscan.api.model.Failure;
import modelscan.base.json.Json;

/** Models as clients of the Anthropic API read them. */
final class AnthropicModels {
    private static final int USUAL = 20;
    private static final int MOST = 1000;

    private AnthropicModels() {
    }

    static ObjectNode list(List<Candidate> models, Call call) {
        int limit = Page.number(call, "limit", 1, MOST).orElse(USUAL);
        Optional<String> before = call.query("before_id");
        int from = call.query("after_id").map(id -> at(id, models) + 1).orElse(0);
        int to = before.map(id -> Math.max(from, at(id, models))).orElse(models.size());
        List<Candidate> left = models.subList(Math.min(from, to), to);
        int most = Math.min(limit, left.size());
        List<Candidate> page = before.isPresent() ? left.subList(left.size() - most, left.size()) : left.subList(0, most);
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        page.forEach(model -> data.add(entry(model)));
        body.put("has_more", page.size() < left.size());
        body.put("first_id", page.isEmpty() ? null : page.getFirst().name());
        return body.put("last_id", page.isEmpty() ? null : page.getLast().name());
    }

    static ObjectNode entry(Candidate model) {
        ObjectNode entry = Json.object().put("type", "model").put("id", model.name()).put("display_name", model.name())
                // When a model was made is not known; the field must be there.
                .put("created_at", "1970-01-01T00:00:00Z");
        model.model().context().ifPresent(tokens -> entry.put("max_input_tokens", tokens));
        model.model().output().ifPresent(tokens -> entry.put("max_tokens", tokens));
        return entry;
    }

    static ObjectNode error(Failure failure) {
        ObjectNode body = Json.object().put("type", "error");
        body.putObject("error").put("type", word(failure.status())).put("message", failure.message());
        return body;
    }

    private static String word(int status) {
        return switch (status) {
            case 400, 405 -> "invalid_request_error";
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 429 -> "rate_limit_error";
            default -> "api_error";
        };
    }

    private static int at(String id, List<Candidate> models) {
        for (int at = 0; at < models.size(); at++) {
            if (models.get(at).name().equals(id)) {
                return at;
            }
        }
        return models.size();
    }
}
