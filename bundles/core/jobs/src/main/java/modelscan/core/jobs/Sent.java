package modelscan.core.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import modelscan.api.gateway.Front;
import modelscan.base.json.Json;

/**
 * What a client sent and to which front, so that it can be answered in its words later.
 *
 * @param dialect the dialect of the front
 * @param method the method of the front
 * @param path the path of the front, with its braces
 * @param letter what was sent
 */
record Sent(String dialect, String method, String path, Front.Letter letter) {
    // Whatever else a client says in its headers may be a secret.
    private static final Set<String> KEPT = Set.of("content-type", "accept", "anthropic-version", "anthropic-beta");

    /** What is kept of it besides the body. */
    byte[] head() {
        ObjectNode json = Json.object().put("dialect", dialect).put("method", method).put("path", path);
        put(json.putObject("variables"), letter.variables());
        put(json.putObject("query"), letter.query());
        Map<String, String> headers = new HashMap<>(letter.headers());
        headers.keySet().retainAll(KEPT);
        put(json.putObject("headers"), headers);
        return Json.write(json);
    }

    static Sent of(byte[] head, byte[] body) {
        JsonNode json = Json.read(head);
        return new Sent(json.path("dialect").asText(), json.path("method").asText(), json.path("path").asText(),
                new Front.Letter(texts(json.path("variables")), texts(json.path("query")), texts(json.path("headers")), body));
    }

    private static void put(ObjectNode json, Map<String, String> texts) {
        texts.forEach(json::put);
    }

    private static Map<String, String> texts(JsonNode json) {
        Map<String, String> texts = new HashMap<>();
        json.properties().forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
        return texts;
    }
}
