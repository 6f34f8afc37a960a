package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Losses;
import modelscan.api.model.EmbeddingRequest;
import modelscan.api.model.Failure;
import modelscan.api.model.Original;
import modelscan.base.json.Json;
import modelscan.base.wire.ErrorBody;
import modelscan.base.wire.RetryAfter;

/** Servers that answer {@code /api/embed}. */
final class EmbedBack implements Back {
    private static final Map<String, String> HEADERS =
            Map.of("content-type", "application/json", "accept", "application/json");

    private final RetryAfter retryAfter;

    EmbedBack(RetryAfter retryAfter) {
        this.retryAfter = retryAfter;
    }

    @Override
    public Order order(Exchange exchange) {
        Inquiry inquiry = exchange.inquiry();
        String model = TalkBack.candidate(exchange).model().id();
        Optional<Original> own = inquiry.original()
                .filter(original -> original.dialect().equals(Vectors.MANY.label()));
        if (own.isPresent()) {
            return Order.post(Vectors.MANY.path(), HEADERS, TalkBack.renamed(own.get(), inquiry.model(), model));
        }
        if (inquiry.request() instanceof EmbeddingRequest request) {
            Losses losses = new Losses();
            byte[] body = Json.write(written(request, model, losses));
            return new Order("POST", Vectors.MANY.path(), HEADERS, body, losses.all());
        }
        throw new IllegalStateException("a " + inquiry.operation().word() + " request asks for no vectors");
    }

    @Override
    public Reader reader(Exchange exchange) {
        return new EmbedReader(exchange.candidate().map(Candidate::provider));
    }

    @Override
    public Failure failure(int status, Map<String, String> headers, byte[] body) {
        return retryAfter.in(headers, ErrorReading.failure(status, ErrorBody.of(body)));
    }

    private static ObjectNode written(EmbeddingRequest request, String model, Losses losses) {
        ObjectNode json = Json.object().put("model", model);
        request.inputs().forEach(json.putArray("input")::add);
        request.dimensions().ifPresent(dimensions -> json.put("dimensions", dimensions));
        request.purpose().ifPresent(_ -> losses.add("purpose", "Ollama makes the same vectors for every purpose"));
        if (request.extra().has(RequestReader.MARK)) {
            request.extra().properties().stream()
                    .filter(other -> !other.getKey().startsWith("~") && !json.has(other.getKey()))
                    .forEach(other -> json.set(other.getKey(), other.getValue()));
        } else {
            losses.strange(request.extra(), Ollama.NAME);
        }
        return json;
    }
}
