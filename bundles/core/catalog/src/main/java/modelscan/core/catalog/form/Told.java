package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import modelscan.base.net.UpstreamAnswer;

/** An answer that was read whole. */
record Told(int status, Map<String, String> headers, byte[] body) {
    private static final int LARGEST = (int) Math.min(128 << 20, Runtime.getRuntime().maxMemory() / 8);
    private static final int LARGEST_ERROR = 1 << 20;

    /** Reads the rest of an answer. */
    static Told of(UpstreamAnswer answer) {
        try (answer) {
            int largest = good(answer.status()) ? LARGEST : LARGEST_ERROR;
            return new Told(answer.status(), answer.headers(), answer.bytes(largest));
        }
    }

    static boolean good(int status) {
        return status / 100 == 2;
    }

    boolean good() {
        return good(status);
    }

    /** The body: JSON, or a plain text as a text; an empty one is an empty object. */
    JsonNode json() {
        String type = type(headers.getOrDefault("content-type", ""));
        try {
            return body.length == 0 ? Json.object() : Json.read(body);
        } catch (FailureException notJson) {
            if (type.startsWith("text/") && !type.equals("text/html")) {
                return TextNode.valueOf(new String(body, StandardCharsets.UTF_8));
            }
            boolean claimed = type.isEmpty() || type.endsWith("json");
            throw new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE, "the provider answered with "
                    + (claimed ? "something that is no JSON" : "'" + type + "' where JSON was wanted")));
        }
    }

    /** A media type without its parameters, in lower case. */
    static String type(String header) {
        return header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
