package modelscan.wire.anthropic;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Model;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Failure;
import modelscan.api.model.Original;
import modelscan.base.json.Json;
import modelscan.base.json.Outline;
import modelscan.base.json.Splice;
import modelscan.base.wire.ErrorBody;
import modelscan.base.wire.RetryAfter;

/** Providers that answer {@code /messages}. */
final class MessagesBack implements Back {
    private static final String PATH = "/messages";
    private static final int DEFAULT_OUTPUT = 4096;

    private final RetryAfter retryAfter;

    MessagesBack(InstantSource clock) {
        retryAfter = new RetryAfter(clock);
    }

    @Override
    public Order order(Exchange exchange) {
        Model model = exchange.candidate().map(Candidate::model)
                .orElseThrow(() -> new IllegalStateException("an order needs a candidate"));
        Optional<Original> original = exchange.inquiry().original()
                .filter(known -> known.dialect().equals(Anthropic.NAME) && !ForeignSeals.in(known.bytes()));
        return original.isPresent() ? spliced(original.get(), exchange, model) : written(exchange, model);
    }

    @Override
    public Reader reader(Exchange exchange) {
        return new AnswerReader(exchange.candidate().map(Candidate::provider));
    }

    @Override
    public Failure failure(int status, Map<String, String> headers, byte[] body) {
        return retryAfter.in(headers, ErrorReading.failure(status, ErrorBody.of(body)), () -> Limits.usedUp(headers, retryAfter));
    }

    private static Order spliced(Original original, Exchange exchange, Model model) {
        Outline outline = original instanceof Asked asked ? asked.outline() : Outline.of(Anthropic.NAME, original.bytes());
        Map<String, String> headers = original instanceof Asked asked ? asked.headers() : Map.of();
        boolean rename = !exchange.inquiry().model().equals(model.id());
        boolean limited = outline.has("max_tokens");
        if (!rename && limited) {
            return order(exchange, headers, original.bytes());
        }
        Splice splice = new Splice(outline);
        if (rename) {
            splice.set("model", model.id());
        }
        if (!limited) {
            splice.set("max_tokens", Json.object().numberNode(model.output().orElse(DEFAULT_OUTPUT)));
        }
        return order(exchange, headers, splice.bytes());
    }

    private static Order written(Exchange exchange, Model model) {
        ChatRequest chat = exchange.chat();
        RequestWriting writing = RequestWriting.of(chat, model, exchange.inquiry().stream());
        Order order = order(exchange, Asked.noted(chat.extra().path(Anthropic.NOTES)), Json.write(writing.json()));
        return new Order(order.method(), order.path(), order.headers(), order.body(), writing.losses());
    }

    private static Order order(Exchange exchange, Map<String, String> given, byte[] body) {
        Map<String, String> headers = new TreeMap<>(Asked.orDefault(given));
        headers.put("content-type", "application/json");
        headers.put("accept", exchange.inquiry().stream() ? "text/event-stream" : "application/json");
        return Order.post(PATH, headers, body);
    }
}
