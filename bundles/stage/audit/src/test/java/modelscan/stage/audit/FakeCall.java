package modelscan.stage.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Wishes;
import modelscan.api.gateway.http.Call;
import modelscan.base.json.Json;

/** A call without a server; it remembers its answer. */
final class FakeCall implements Call {
    final Map<String, String> queries = new HashMap<>();
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();

    static FakeCall of(String... queries) {
        FakeCall call = new FakeCall();
        for (int i = 0; i < queries.length; i += 2) {
            call.queries.put(queries[i], queries[i + 1]);
        }
        return call;
    }

    JsonNode json() {
        return Json.read(answer.toByteArray());
    }

    String text() {
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
