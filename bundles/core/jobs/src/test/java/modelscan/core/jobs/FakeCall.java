package modelscan.core.jobs;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Wishes;
import modelscan.api.gateway.http.Call;

/** A call and what it was answered. */
final class FakeCall implements Call {
    final Map<String, String> variables;
    final Map<String, String> headers = new HashMap<>();
    final Map<String, String> told = new HashMap<>();
    private final byte[] body;
    int status;
    String type = "";
    ByteArrayOutputStream answer = new ByteArrayOutputStream();

    FakeCall(Map<String, String> variables, String body) {
        this.variables = variables;
        this.body = body.getBytes();
    }

    @Override
    public String id() {
        return "req-9";
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
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public Principal principal() {
        return Principal.ANONYMOUS;
    }

    @Override
    public Wishes wishes() {
        return headers.containsKey("x-modelscan-tags") ? new Wishes(Map.of("tags", headers.get("x-modelscan-tags"))) : Wishes.NONE;
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
        told.put(name, value);
    }

    @Override
    public void answer(int status, String mediaType, byte[] body) {
        begin(status, mediaType);
        answer.writeBytes(body);
    }

    @Override
    public OutputStream begin(int status, String mediaType) {
        this.status = status;
        this.type = mediaType;
        return answer;
    }
}
