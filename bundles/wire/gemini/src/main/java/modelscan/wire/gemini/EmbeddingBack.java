package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Losses;
import modelscan.api.model.EmbeddingRequest;
import modelscan.api.model.Failure;
import modelscan.base.json.Json;
import modelscan.base.json.Splice;
import modelscan.base.wire.ErrorBody;
import modelscan.base.wire.RetryAfter;

/** Providers that answer {@code :batchEmbedContents}, and {@code :embedContent} to who asked for that. */
final class EmbeddingBack implements Back {
    private static final Map<String, String> HEADERS =
            Map.of("content-type", "application/json", "accept", "application/json");

    private final RetryAfter retryAfter;

    EmbeddingBack(RetryAfter retryAfter) {
        this.retryAfter = retryAfter;
    }

    @Override
    public Order order(Exchange exchange) {
        String model = ModelPath.model(exchange);
        if (exchange.inquiry().original().orElse(null) instanceof Asked asked) {
            return Order.post(ModelPath.of(model, asked.method()), HEADERS, renamed(asked, ModelPath.resource(model)));
        }
        if (!(exchange.request() instanceof EmbeddingRequest request)) {
            throw new IllegalStateException("a " + exchange.operation().word() + " request has no texts for vectors");
        }
        Losses losses = new Losses();
        byte[] body = Json.write(written(request, ModelPath.resource(model), losses));
        return new Order("POST", ModelPath.of(model, Method.BATCH), HEADERS, body, losses.all());
    }

    @Override
    public Reader reader(Exchange exchange) {
        return new EmbeddingReader(exchange.candidate().map(Candidate::provider));
    }

    @Override
    public Failure failure(int status, Map<String, String> headers, byte[] body) {
        ErrorBody error = ErrorBody.of(body);
        return retryAfter.in(headers, ErrorReading.failure(status, error), error::delay);
    }

    // Each request names the model once more.
    private static byte[] renamed(Asked asked, String model) {
        if (asked.method() == Method.EMBED) {
            return asked.outline().has("model") ? new Splice(asked.outline()).set("model", model).bytes() : asked.bytes();
        }
        JsonNode requests = asked.outline().node("requests").orElseGet(Json::array);
        for (JsonNode request : requests) {
            if (request instanceof ObjectNode object) {
                object.put("model", model);
            }
        }
        return new Splice(asked.outline()).set("requests", requests).bytes();
    }

    private static ObjectNode written(EmbeddingRequest request, String model, Losses losses) {
        ObjectNode json = Json.object();
        ArrayNode requests = json.putArray("requests");
        for (String input : request.inputs()) {
            ObjectNode one = requests.addObject().put("model", model);
            one.putObject("content").putArray("parts").addObject().put("text", input);
            request.dimensions().ifPresent(length -> one.put("outputDimensionality", length));
            request.purpose().ifPresent(purpose -> Purposes.write(purpose).ifPresentOrElse(
                    word -> one.put("taskType", word), () -> losses.add("purpose", "Gemini has no word for '" + purpose + "'")));
            if (Notes.own(request.extra())) {
                Notes.restoreOutermost(request.extra(), one);
            }
        }
        if (!Notes.own(request.extra())) {
            losses.strange(request.extra(), Gemini.NAME);
        }
        return json;
    }
}
