package modelscan.stage.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Wishes;
import modelscan.api.gateway.http.Call;
import modelscan.base.json.Json;

/** A call without a server; it remembers its answer. */
final class AskedCall implements Call {
    private final String method;
    private final String path;
    private final Map<String, String> query;
    private final byte[] body;
    int status;
    byte[] answer;

    AskedCall(String method, String path, Map<String, String> query, byte[] body) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.body = body;
    }

    JsonNode json() {
        return Json.read(answer);
    }

    @Override
    public String id() {
        return "test";
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Map<String, String> variables() {
        String[] segments = path.split("/");
        return segments.length > 3 ? Map.of("id", segments[3]) : Map.of();
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
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
        return Principal.of("administrator");
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
        return body;
    }

    @Override
    public Cancellation cancellation() {
        return new Cancellation();
    }

    @Override
    public void header(String name, String value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void answer(int status, String mediaType, byte[] bytes) {
        this.status = status;
        this.answer = bytes;
    }

    @Override
    public OutputStream begin(int status, String mediaType) {
        throw new UnsupportedOperationException();
    }
}
