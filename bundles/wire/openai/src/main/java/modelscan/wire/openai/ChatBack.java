package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Failure;
import modelscan.api.model.Original;
import modelscan.base.json.Json;
import modelscan.base.json.Outline;
import modelscan.base.json.Splice;
import modelscan.base.wire.ErrorBody;
import modelscan.base.wire.RetryAfter;

/** Providers that answer {@code /chat/completions}. */
final class ChatBack implements Back {
    private static final String PATH = "/chat/completions";
    private static final Map<String, String> FOR_STREAM =
            Map.of("content-type", "application/json", "accept", "text/event-stream");
    private static final Map<String, String> FOR_WHOLE =
            Map.of("content-type", "application/json", "accept", "application/json");

    private final RetryAfter retryAfter;

    ChatBack(InstantSource clock) {
        retryAfter = new RetryAfter(clock);
    }

    @Override
    public Order order(Exchange exchange) {
        Inquiry inquiry = exchange.inquiry();
        String model = candidate(exchange).model().id();
        Losses losses = new Losses();
        byte[] body = inquiry.original()
                .filter(original -> original.dialect().equals(OpenAi.NAME) && !ForeignSeals.in(original.bytes()))
                .map(original -> spliced(original, inquiry, model))
                .orElseGet(() -> written(exchange, model, losses));
        return new Order("POST", PATH, inquiry.stream() ? FOR_STREAM : FOR_WHOLE, body, losses.all());
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

    private static Candidate candidate(Exchange exchange) {
        return exchange.candidate().orElseThrow(() -> new IllegalStateException("an order needs a candidate"));
    }

    private static byte[] spliced(Original original, Inquiry inquiry, String model) {
        Outline outline = original instanceof Outline known ? known : Outline.of(OpenAi.NAME, original.bytes());
        Optional<JsonNode> options = inquiry.stream() ? outline.node("stream_options") : Optional.empty();
        boolean askForUsage = inquiry.stream() && !tells(options);
        boolean rename = !inquiry.model().equals(model);
        if (!rename && !askForUsage) {
            return original.bytes();
        }
        Splice splice = new Splice(outline);
        if (rename) {
            splice.set("model", model);
        }
        if (askForUsage) {
            splice.set("stream_options", telling(options));
        }
        return splice.bytes();
    }

    private static byte[] written(Exchange exchange, String model, Losses losses) {
        ObjectNode request = RequestWriting.write(exchange.chat(), model, exchange.inquiry().stream(), losses);
        if (exchange.inquiry().stream()) {
            request.set("stream_options", telling(Optional.ofNullable(request.get("stream_options"))));
        } else {
            request.remove("stream_options");
        }
        return Json.write(request);
    }

    private static boolean tells(Optional<JsonNode> options) {
        return options.isPresent() && options.get().path("include_usage").asBoolean();
    }

    private static ObjectNode telling(Optional<JsonNode> options) {
        ObjectNode telling = options.orElse(null) instanceof ObjectNode given ? given.deepCopy() : Json.object();
        return telling.put("include_usage", true);
    }
}
