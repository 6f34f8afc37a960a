package modelscan.test.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as a {@link ScriptedServer} saw it; its text shows no secret.
 *
 * @param method such as {@code POST}
 * @param path with the query
 * @param headers by name in lower case, with what they really held
 * @param body the bytes
 */
public record SeenRequest(String method, String path, Map<String, String> headers, byte[] body) {
    private static final JsonMapper MAPPER = new JsonMapper();

    public SeenRequest {
        headers = Map.copyOf(headers);
    }

    /** The header of this name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body as JSON; a missing node if it is none. */
    public JsonNode json() {
        try {
            return MAPPER.readTree(body);
        } catch (IOException notJson) {
            return MAPPER.missingNode();
        }
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The path without its query. */
    public String bare() {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /** The same request without anything that proves who sent it. */
    public SeenRequest scrubbed(String... secrets) {
        Scrub scrub = Scrub.of(secrets);
        return new SeenRequest(method, scrub.path(path), scrub.headers(headers), scrub.body(body));
    }

    @Override
    public String toString() {
        return method + " " + Scrub.of().path(path) + " " + new TreeMap<>(Scrub.of().headers(headers)) + " "
                + (body.length > 400 ? text().substring(0, Math.min(400, text().length())) + "…" : text());
    }
}
