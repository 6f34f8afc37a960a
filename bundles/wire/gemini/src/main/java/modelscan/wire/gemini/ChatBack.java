package modelscan.wire.gemini;

import java.util.Map;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Failure;
import modelscan.base.json.Json;
import modelscan.base.wire.ErrorBody;
import modelscan.base.wire.RetryAfter;

/** Providers that answer {@code :generateContent} and {@code :streamGenerateContent}. */
final class ChatBack implements Back {
    private static final Map<String, String> FOR_STREAM =
            Map.of("content-type", "application/json", "accept", "text/event-stream");
    private static final Map<String, String> FOR_WHOLE =
            Map.of("content-type", "application/json", "accept", "application/json");

    private final RetryAfter retryAfter;

    ChatBack(RetryAfter retryAfter) {
        this.retryAfter = retryAfter;
    }

    @Override
    public Order order(Exchange exchange) {
        Inquiry inquiry = exchange.inquiry();
        String model = ModelPath.model(exchange);
        Losses losses = new Losses();
        byte[] body = inquiry.original().filter(original -> original.dialect().equals(Gemini.NAME))
                .map(original -> Originals.fit(original.bytes(), Generation.of(model)))
                .orElseGet(() -> Json.write(RequestWriting.write(exchange.chat(), model, losses)));
        return inquiry.stream()
                ? new Order("POST", ModelPath.of(model, Method.STREAM) + "?alt=sse", FOR_STREAM, body, losses.all())
                : new Order("POST", ModelPath.of(model, Method.GENERATE), FOR_WHOLE, body, losses.all());
    }

    @Override
    public Reader reader(Exchange exchange) {
        return new AnswerReader(exchange.candidate().map(Candidate::provider));
    }

    @Override
    public Failure failure(int status, Map<String, String> headers, byte[] body) {
        ErrorBody error = ErrorBody.of(body);
        return retryAfter.in(headers, ErrorReading.failure(status, error), error::delay);
    }
}
