package modelscan.wire.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Failure;
import modelscan.api.model.Original;
import modelscan.api.model.Request;
import modelscan.base.json.Json;
import modelscan.base.json.Outline;
import modelscan.base.json.Splice;
import modelscan.base.wire.ErrorBody;
import modelscan.base.wire.RetryAfter;

/** Providers that are asked for an operation in one JSON message. */
final class FormBack implements Back {
    private static final Map<String, String> HEADERS =
            Map.of("content-type", "application/json", "accept", "application/json");

    private final Form form;
    private final RetryAfter retryAfter;

    FormBack(Form form, RetryAfter retryAfter) {
        this.form = form;
        this.retryAfter = retryAfter;
    }

    @Override
    public Order order(Exchange exchange) {
        String model = model(exchange);
        Losses losses = new Losses();
        byte[] body = exchange.inquiry().original().filter(original -> original.dialect().equals(OpenAi.NAME))
                .map(original -> renamed(original, model))
                .orElseGet(() -> Json.write(written(form, exchange.request(), model, losses)));
        return new Order("POST", form.path(), HEADERS, body, losses.all());
    }

    @Override
    public Reader reader(Exchange exchange) {
        return new FormReader(form, exchange.candidate().map(Candidate::provider));
    }

    @Override
    public Failure failure(int status, Map<String, String> headers, byte[] body) {
        return failure(retryAfter, status, headers, body);
    }

    static Failure failure(RetryAfter retryAfter, int status, Map<String, String> headers, byte[] body) {
        ErrorBody error = ErrorBody.of(body);
        return retryAfter.in(headers, error.failure(status), error::delay);
    }

    static String model(Exchange exchange) {
        return exchange.candidate().map(Candidate::model)
                .orElseThrow(() -> new IllegalStateException("an order needs a candidate")).id();
    }

    /** The original with the name of the model at the provider. */
    static byte[] renamed(Original original, String model) {
        Outline outline = original instanceof Outline known ? known : Outline.of(OpenAi.NAME, original.bytes());
        return outline.text("model").equals(Optional.of(model)) ? original.bytes()
                : new Splice(outline).set("model", model).bytes();
    }

    /** A neutral request as JSON. */
    static ObjectNode written(Form form, Request request, String model, Losses losses) {
        ObjectNode json = Json.object().put("model", model);
        form.write(request, json, losses);
        if (Notes.own(request.extra())) {
            Notes.restore(request.extra(), Set.of(), json);
        } else {
            losses.strange(request.extra(), OpenAi.NAME);
        }
        return json;
    }
}
