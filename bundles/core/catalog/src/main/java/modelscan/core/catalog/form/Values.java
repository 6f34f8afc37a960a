package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import modelscan.api.gateway.Exchange;
import modelscan.api.model.Request;
import modelscan.core.catalog.path.ValueText;

/**
 * What a template may name: {@code model}, the neutral words of the request, and what the caller said beside.
 *
 * <p>{@code {text.xml}} is the text as it is written inside XML.
 *
 * <p>A field of the caller that begins with a tilde is a note of a dialect and has no name.
 */
record Values(String model, Request request) implements Lookup {
    private static final String XML = ".xml";

    /** The values of an exchange whose candidate is set. */
    static Values of(Exchange exchange) {
        String model = exchange.candidate().orElseThrow(() -> new IllegalStateException("a call needs a candidate"))
                .model().id();
        return new Values(model, exchange.request());
    }

    @Override
    public Optional<JsonNode> value(String name) {
        if (name.endsWith(XML)) {
            return value(plain(name)).map(value -> TextNode.valueOf(escaped(ValueText.of(value))));
        }
        return name.equals("model") ? Optional.of(TextNode.valueOf(model))
                : NeutralValues.of(request, name).or(() -> extra(name));
    }

    /** The media type of the sound or of the first picture. */
    Optional<String> mediaType() {
        return NeutralValues.medium(request).flatMap(medium -> MediaValues.of(medium, "type")).map(JsonNode::textValue);
    }

    /** A name without the way its value is written. */
    static String plain(String name) {
        return name.endsWith(XML) ? name.substring(0, name.length() - XML.length()) : name;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("'", "&apos;");
    }

    private Optional<JsonNode> extra(String name) {
        return name.startsWith("~") ? Optional.empty()
                : Optional.ofNullable(request.extra().get(name)).filter(value -> !value.isNull());
    }
}
