package modelscan.test.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request and its answer on a {@link Cassette}.
 *
 * @param method such as {@code POST}
 * @param path below the provider's address, with the query
 * @param headers those that the request must have, by name in lower case
 * @param body what the request's body must be; a missing node if it does not matter
 * @param answer what was answered
 */
public record RecordedExchange(String method, String path, Map<String, String> headers, JsonNode body,
        ScriptedAnswer answer) {
    private static final JsonMapper MAPPER = new JsonMapper();

    public RecordedExchange {
        headers = Map.copyOf(headers);
    }

    /** What was seen and what was answered to it. */
    public static RecordedExchange of(SeenRequest request, ScriptedAnswer answer) {
        JsonNode json = BodyMatch.value(request);
        JsonNode body = json.isMissingNode() && request.body().length > 0 ? bytes(request.body()) : json;
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        headers.keySet().removeIf(name -> List.of("host", "content-length", "user-agent", "connection").contains(name));
        // A boundary is another one each time.
        headers.computeIfPresent("content-type", (_, type) -> type.replaceFirst("boundary=.*", "boundary=…"));
        return new RecordedExchange(request.method(), request.path(), headers, body, answer);
    }

    /** What is wrong with a request that should have been this one; empty if nothing is. */
    public Optional<String> objection(SeenRequest request, Scrub scrub) {
        if (!method.equals(request.method()) || !Scrub.same(path, request.path())) {
            return Optional.of("wanted " + method + " " + path + ", not " + request.method() + " " + scrub.path(request.path()));
        }
        for (Map.Entry<String, String> header : headers.entrySet()) {
            Optional<String> sent = request.header(header.getKey());
            if (sent.isEmpty() || !Scrub.same(header.getValue(), sent.get())) {
                return Optional.of("wanted the header " + header.getKey() + ": " + header.getValue() + ", not "
                        + scrub.headers(Map.of(header.getKey(), sent.orElse("nothing"))).get(header.getKey()));
            }
        }
        return body.isMissingNode() ? Optional.empty() : BodyMatch.objection(body, request).map(scrub::text);
    }

    RecordedExchange scrubbed(Scrub scrub) {
        ScriptedAnswer clean = new ScriptedAnswer(answer.status(), scrub.headers(answer.headers()), answer.steps().stream()
                .map(step -> step instanceof ScriptedAnswer.Step.Send(byte[] bytes)
                        ? new ScriptedAnswer.Step.Send(scrub.body(bytes)) : step).toList(), answer.chunked());
        return new RecordedExchange(method, scrub.path(path), scrub.headers(headers), body, clean);
    }

    static RecordedExchange read(JsonNode tree, String place) throws IOException {
        JsonNode request = tree.path("request");
        JsonNode response = tree.path("response");
        if (!request.path("path").isTextual() || !response.isObject()) {
            throw new IOException(place + " needs a request with a path, and a response");
        }
        JsonNode body = request.has("bodyBase64") ? MAPPER.createObjectNode().set("$base64", request.path("bodyBase64"))
                : request.path("body");
        return new RecordedExchange(request.path("method").asText("POST"), request.path("path").asText(),
                texts(request.path("headers")), body, answer(response, place));
    }

    ObjectNode tree() {
        ObjectNode tree = MAPPER.createObjectNode();
        ObjectNode request = tree.putObject("request").put("method", method).put("path", path);
        request.set("headers", MAPPER.valueToTree(headers));
        if (body.has("$base64")) {
            request.set("bodyBase64", body.path("$base64"));
        } else if (!body.isMissingNode()) {
            request.set("body", body);
        }
        ObjectNode response = tree.putObject("response").put("status", answer.status());
        response.set("headers", MAPPER.valueToTree(answer.headers()));
        if (answer.chunked()) {
            ArrayNode chunks = response.putArray("chunks");
            for (ScriptedAnswer.Step step : answer.steps()) {
                if (step instanceof ScriptedAnswer.Step.Send(byte[] bytes)) {
                    chunks.add(text(bytes).map(chunks::textNode).map(JsonNode.class::cast)
                            .orElseGet(() -> MAPPER.createObjectNode().put("base64", Base64.getEncoder().encodeToString(bytes))));
                }
            }
        } else {
            body(response, answer.body());
        }
        return tree;
    }

    private static void body(ObjectNode response, byte[] body) {
        Optional<String> text = text(body);
        if (text.isEmpty()) {
            response.put("bodyBase64", Base64.getEncoder().encodeToString(body));
            return;
        }
        try {
            JsonNode json = MAPPER.readTree(body);
            response.set("body", json.isContainerNode() ? json : MAPPER.getNodeFactory().textNode(text.get()));
        } catch (IOException notJson) {
            response.put("body", text.get());
        }
    }

    private static ScriptedAnswer answer(JsonNode response, String place) throws IOException {
        Map<String, String> headers = texts(response.path("headers"));
        headers.putIfAbsent("content-type", "application/json");
        List<ScriptedAnswer.Step> steps = new ArrayList<>();
        boolean chunked = response.path("chunks").isArray();
        try {
            if (chunked) {
                response.path("chunks").forEach(chunk -> steps.add(new ScriptedAnswer.Step.Send(chunk.isObject()
                        ? Base64.getDecoder().decode(chunk.path("base64").asText()) : utf8(chunk.asText()))));
            } else if (response.has("bodyBase64")) {
                steps.add(new ScriptedAnswer.Step.Send(Base64.getDecoder().decode(response.path("bodyBase64").asText())));
            } else {
                JsonNode body = response.path("body");
                steps.add(new ScriptedAnswer.Step.Send(utf8(body.isTextual() ? body.textValue() : body.toString())));
            }
        } catch (IllegalArgumentException notBase64) {
            throw new IOException(place + ": " + notBase64.getMessage(), notBase64);
        }
        return new ScriptedAnswer(response.path("status").asInt(200), headers, steps, chunked);
    }

    private static Map<String, String> texts(JsonNode headers) {
        Map<String, String> texts = new LinkedHashMap<>();
        headers.properties().forEach(header -> texts.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue().asText()));
        return texts;
    }

    private static ObjectNode bytes(byte[] body) {
        return MAPPER.createObjectNode().put("$base64", Base64.getEncoder().encodeToString(body));
    }

    private static Optional<String> text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return Arrays.equals(utf8(text), bytes) ? Optional.of(text) : Optional.empty();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
