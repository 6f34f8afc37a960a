package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import modelscan.api.gateway.Exchange;
import modelscan.api.model.Request;

/**
 * What a template may name: {@code model}, the neutral words of the request, and what the caller said beside.
 *
 * <p>A field of the caller that begins with a tilde is a note of a dialect and has no name.
 */
record Values(String model, Request request) implements Lookup {

    /** The values of an exchange whose candidate is set. */
    static Values of(Exchange exchange) {
        String model = exchange.candidate().orElseThrow(() -> new IllegalStateException("a call needs a candidate"))
                .model().id();
        return new Values(model, exchange.request());
    }

    @Override
    public Optional<JsonNode> value(String name) {
        return name.equals("model") ? Optional.of(TextNode.valueOf(model))
                : NeutralValues.of(request, name).or(() -> extra(name));
    }

    /** The media type of the sound or of the first picture. */
    Optional<String> mediaType() {
        return NeutralValues.medium(request).flatMap(medium -> MediaValues.of(medium, "type")).map(JsonNode::textValue);
    }

    private Optional<JsonNode> extra(String name) {
        return name.startsWith("~") ? Optional.empty()
                : Optional.ofNullable(request.extra().get(name)).filter(value -> !value.isNull());
    }
}
