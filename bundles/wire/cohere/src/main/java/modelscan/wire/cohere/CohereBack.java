package modelscan.wire.cohere;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Failure;
import modelscan.api.model.Request;
import modelscan.base.json.Json;
import modelscan.base.wire.ErrorBody;
import modelscan.base.wire.RetryAfter;

/** One address of Cohere: how it is asked and how its answer is read. */
final class CohereBack implements Back {
    private static final Map<String, String> FOR_STREAM =
            Map.of("content-type", "application/json", "accept", "text/event-stream");
    private static final Map<String, String> FOR_WHOLE =
            Map.of("content-type", "application/json", "accept", "application/json");

    private final String path;
    private final Writing writing;
    private final Function<Optional<String>, Reader> reading;
    private final RetryAfter retryAfter;

    /** Writes a request and gathers what it cannot say. */
    @FunctionalInterface
    interface Writing {
        ObjectNode write(Request request, boolean stream, Losses losses);
    }

    CohereBack(String path, Writing writing, Function<Optional<String>, Reader> reading, RetryAfter retryAfter) {
        this.path = path;
        this.writing = writing;
        this.reading = reading;
        this.retryAfter = retryAfter;
    }

    @Override
    public Order order(Exchange exchange) {
        Candidate candidate = exchange.candidate()
                .orElseThrow(() -> new IllegalStateException("an order needs a candidate"));
        boolean stream = exchange.inquiry().stream();
        Losses losses = new Losses();
        ObjectNode body = writing.write(exchange.request(), stream, losses).put("model", candidate.model().id());
        return new Order("POST", path, stream ? FOR_STREAM : FOR_WHOLE, Json.write(body), losses.all());
    }

    @Override
    public Reader reader(Exchange exchange) {
        return reading.apply(exchange.candidate().map(Candidate::provider));
    }

    @Override
    public Failure failure(int status, Map<String, String> headers, byte[] body) {
        return retryAfter.in(headers, ErrorReading.failure(status, ErrorBody.of(body)));
    }
}
