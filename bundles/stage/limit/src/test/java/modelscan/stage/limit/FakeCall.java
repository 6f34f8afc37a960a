package modelscan.stage.limit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Wishes;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;

/** A call of an administrator. */
record FakeCall(Map<String, String> variables, Map<String, String> queries, String type, String sent, byte[][] answer) implements Call {

    static JsonNode answer(Endpoint endpoint, Map<String, String> values, String sent) throws Exception {
        return answer(endpoint, values, "application/json", sent);
    }

    /** Asks an endpoint; the values serve as variables of its path and as its query. */
    static JsonNode answer(Endpoint endpoint, Map<String, String> values, String type, String sent) throws Exception {
        FakeCall call = new FakeCall(new HashMap<>(values), values, type, sent, new byte[1][]);
        endpoint.serve(call);
        return Json.read(call.answer[0]);
    }

    @Override
    public String id() {
        return "call";
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
    public Optional<String> query(String name) {
        return Optional.ofNullable(queries.get(name));
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers().get(name));
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("content-type", type);
    }

    @Override
    public Principal principal() {
        return Principal.of("admin");
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
        return sent.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Cancellation cancellation() {
        return new Cancellation();
    }

    @Override
    public void header(String name, String value) {
        throw new UnsupportedOperationException(name);
    }

    @Override
    public void answer(int status, String mediaType, byte[] body) {
        answer[0] = body;
    }

    @Override
    public OutputStream begin(int status, String mediaType) {
        throw new UnsupportedOperationException(mediaType);
    }
}
