package modelscan.wire.gemini;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import modelscan.api.gateway.Exchange;

/** The name of a model in an address. */
final class ModelPath {
    private static final String MODELS = "models/";
    private static final String TUNED = "tunedModels/";

    private ModelPath() {
    }

    /** The model that is to answer. */
    static String model(Exchange exchange) {
        return exchange.candidate().orElseThrow(() -> new IllegalStateException("an order needs a candidate")).model().id();
    }

    /** The address of a method of a model. */
    static String of(String model, Method method) {
        return "/" + encoded(resource(model)) + method.suffix();
    }

    /** The full name: {@code models/gemini-3.5-flash}. */
    static String resource(String model) {
        return model.startsWith(MODELS) || model.startsWith(TUNED) ? model : MODELS + model;
    }

    /** The name that a client wrote in an address; some write the kind twice. */
    static String asked(String variable) {
        return variable.startsWith(MODELS) ? variable.substring(MODELS.length()) : variable;
    }

    private static String encoded(String resource) {
        return URLEncoder.encode(resource, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/")
                .replace("%40", "@");
    }
}
