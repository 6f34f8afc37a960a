package modelscan.wire.openai;

import java.util.Map;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.model.Failure;
import modelscan.api.model.SpeechRequest;
import modelscan.base.wire.RetryAfter;

/** Providers that speak. */
final class SpeechBack implements Back {
    private static final Map<String, String> HEADERS =
            Map.of("content-type", "application/json", "accept", "audio/*, application/octet-stream, application/json");
    private static final Map<String, String> FOR_EVENTS =
            Map.of("content-type", "application/json", "accept", "text/event-stream");

    private final FormBack asked;

    SpeechBack(SpeechForm form, RetryAfter retryAfter) {
        this.asked = new FormBack(form, retryAfter);
    }

    @Override
    public Order order(Exchange exchange) {
        Order order = asked.order(exchange);
        return new Order(order.method(), order.path(), exchange.inquiry().stream() ? FOR_EVENTS : HEADERS, order.body(),
                order.losses());
    }

    @Override
    public Reader reader(Exchange exchange) {
        String text = exchange.request() instanceof SpeechRequest speech ? speech.text() : "";
        return new SpeechReader(text.codePointCount(0, text.length()), exchange.candidate().map(Candidate::provider));
    }

    @Override
    public Failure failure(int status, Map<String, String> headers, byte[] body) {
        return asked.failure(status, headers, body);
    }

    @Override
    public boolean reads(String mediaType) {
        return mediaType.isEmpty() || mediaType.endsWith("json") || mediaType.startsWith("audio/")
                || mediaType.endsWith("/octet-stream");
    }
}
