package modelscan.wire.responses;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Failure;
import modelscan.api.model.Original;
import modelscan.base.json.Json;
import modelscan.base.json.Outline;
import modelscan.base.json.Splice;
import modelscan.base.wire.ErrorBody;
import modelscan.base.wire.RetryAfter;

/** Providers that answer {@code /responses}. */
final class ResponsesBack implements Back {
    private static final String PATH = "/responses";
    private static final Map<String, String> FOR_STREAM =
            Map.of("content-type", "application/json", "accept", "text/event-stream");
    private static final Map<String, String> FOR_WHOLE =
            Map.of("content-type", "application/json", "accept", "application/json");

    private final RetryAfter retryAfter;

    ResponsesBack(InstantSource clock) {
        retryAfter = new RetryAfter(clock);
    }

    @Override
    public Order order(Exchange exchange) {
        Map<String, String> headers = exchange.inquiry().stream() ? FOR_STREAM : FOR_WHOLE;
        Candidate candidate = exchange.candidate()
                .orElseThrow(() -> new IllegalStateException("an order needs a candidate"));
        // Thoughts that another vendor sealed would be refused: then the request is written anew without them.
        Optional<Original> own = exchange.inquiry().original()
                .filter(original -> original.dialect().equals(Responses.NAME) && !Sealed.foreignIn(original.bytes()));
        if (own.isPresent()) {
            byte[] body = spliced(own.get(), exchange.inquiry().model(), candidate.model().id());
            return new Order("POST", PATH, headers, body, List.of());
        }
        Losses losses = new Losses();
        RequestWriting writing = new RequestWriting(exchange.chat(), losses, thinks(candidate));
        byte[] body = Json.write(writing.write(candidate.model().id(), exchange.inquiry().stream()));
        return new Order("POST", PATH, headers, body, losses.all());
    }

    @Override
    public Reader reader(Exchange exchange) {
        return new AnswerReader(exchange.candidate().map(Candidate::provider));
    }

    @Override
    public Failure failure(int status, Map<String, String> headers, byte[] body) {
        ErrorBody error = ErrorBody.of(body);
        return retryAfter.in(headers, error.failure(status), error::delay);
    }

    private static byte[] spliced(Original original, String asked, String model) {
        if (asked.equals(model)) {
            return original.bytes();
        }
        Outline outline = original instanceof Outline known ? known : Outline.of(Responses.NAME, original.bytes());
        return new Splice(outline).set("model", model).bytes();
    }

    // A model that is known not to think refuses to be asked for its sealed thoughts.
    private static boolean thinks(Candidate candidate) {
        Set<String> capabilities = candidate.model().capabilities();
        return capabilities.isEmpty() || capabilities.contains("thinking") || capabilities.contains("reasoning");
    }
}
