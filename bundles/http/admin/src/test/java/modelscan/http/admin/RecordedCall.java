package modelscan.http.admin;

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
final class RecordedCall implements Call {
    private final Map<String, String> variables;
    private byte[] answer;

    RecordedCall(Map<String, String> variables) {
        this.variables = variables;
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
        return "GET";
    }

    @Override
    public String path() {
        return "/";
    }

    @Override
    public Map<String, String> variables() {
        return variables;
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.empty();
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
        throw new UnsupportedOperationException();
    }

    @Override
    public void answer(int status, String mediaType, byte[] body) {
        if (status != 200 || !mediaType.equals("application/json") || answer != null) {
            throw new IllegalStateException("one answer of JSON is expected");
        }
        answer = body;
    }

    @Override
    public OutputStream begin(int status, String mediaType) {
        throw new UnsupportedOperationException();
    }
}
