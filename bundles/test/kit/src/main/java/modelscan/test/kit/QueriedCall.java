package modelscan.test.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Wishes;
import modelscan.api.gateway.http.Call;

/** A call without a server, of an endpoint that is asked by queries; it remembers its answer. */
public final class QueriedCall implements Call {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, String> queries;
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();

    /** A call without queries. */
    public QueriedCall() {
        this(Map.of());
    }

    /** A call with these queries. */
    public QueriedCall(Map<String, String> queries) {
        this.queries = Map.copyOf(queries);
    }

    /** A call with these queries, each a name and a value. */
    public static QueriedCall of(String... queries) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < queries.length; i += 2) {
            all.put(queries[i], queries[i + 1]);
        }
        return new QueriedCall(all);
    }

    /** The answer as JSON. */
    public JsonNode json() throws IOException {
        return JSON.readTree(answer.toByteArray());
    }

    /** The answer as text. */
    public String text() {
        return answer.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String id() {
        return "test";
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/";
    }

    @Override
    public Map<String, String> variables() {
        return Map.of();
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(queries.get(name));
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.empty();
    }

    @Override
    public Map<String, String> headers() {
        return Map.of();
    }

    @Override
    public Principal principal() {
        return Principal.ANONYMOUS;
    }

    @Override
    public Wishes wishes() {
        return Wishes.NONE;
    }

    @Override
    public boolean local() {
        return true;
    }

    @Override
    public byte[] body() {
        return new byte[0];
    }

    @Override
    public Cancellation cancellation() {
        return new Cancellation();
    }

    @Override
    public void header(String name, String value) {
        // Not looked at.
    }

    @Override
    public void answer(int status, String mediaType, byte[] body) {
        answer.writeBytes(body);
    }

    @Override
    public OutputStream begin(int status, String mediaType) {
        return answer;
    }
}
