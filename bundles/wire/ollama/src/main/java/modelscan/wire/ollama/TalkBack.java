package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Failure;
import modelscan.api.model.Original;
import modelscan.base.json.Json;
import modelscan.base.json.Outline;
import modelscan.base.json.Splice;
import modelscan.base.wire.ErrorBody;
import modelscan.base.wire.RetryAfter;

/** Servers that answer {@code /api/chat} and {@code /api/generate}. */
final class TalkBack implements Back {
    private static final Map<String, String> FOR_STREAM =
            Map.of("content-type", "application/json", "accept", "application/x-ndjson");
    private static final Map<String, String> FOR_WHOLE =
            Map.of("content-type", "application/json", "accept", "application/json");

    private final RetryAfter retryAfter;

    TalkBack(RetryAfter retryAfter) {
        this.retryAfter = retryAfter;
    }

    @Override
    public Order order(Exchange exchange) {
        Inquiry inquiry = exchange.inquiry();
        String model = candidate(exchange).model().id();
        Optional<Talk> spoken = spoken(inquiry);
        if (spoken.isPresent()) {
            return Order.post(spoken.get().path(), headers(inquiry),
                    renamed(inquiry.original().orElseThrow(), inquiry.model(), model));
        }
        return written(exchange.chat(), model, inquiry);
    }

    @Override
    public Reader reader(Exchange exchange) {
        return new AnswerReader(spoken(exchange.inquiry()).orElse(Talk.CHAT).label(),
                exchange.candidate().map(Candidate::provider));
    }

    @Override
    public Failure failure(int status, Map<String, String> headers, byte[] body) {
        return retryAfter.in(headers, ErrorReading.failure(status, ErrorBody.of(body)));
    }

    static Candidate candidate(Exchange exchange) {
        return exchange.candidate().orElseThrow(() -> new IllegalStateException("an order needs a candidate"));
    }

    /** The original with another name of the model; everything else as it is. */
    static byte[] renamed(Original original, String written, String model) {
        if (written.equals(model)) {
            return original.bytes();
        }
        Outline outline = original instanceof Outline known ? known : Outline.of(original.dialect(), original.bytes());
        return new Splice(outline).set("model", model).bytes();
    }

    private static Order written(ChatRequest chat, String model, Inquiry inquiry) {
        Losses losses = new Losses();
        ObjectNode body = new RequestWriting(chat, losses).write(model, inquiry.stream());
        return new Order("POST", Talk.CHAT.path(), headers(inquiry), Json.write(body), losses.all());
    }

    private static Optional<Talk> spoken(Inquiry inquiry) {
        return inquiry.original().map(Original::dialect).flatMap(Talk::of);
    }

    private static Map<String, String> headers(Inquiry inquiry) {
        return inquiry.stream() ? FOR_STREAM : FOR_WHOLE;
    }
}
