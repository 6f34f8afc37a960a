package modelscan.stage.health;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Wishes;
import modelscan.api.gateway.http.Call;
import modelscan.base.json.Json;

/** A call that asks for a provider and a window, and keeps what is answered. */
final class FakeCall implements Call {
    private final String provider;
    private final String window;
    private byte[] body = {};

    FakeCall(String provider, String window) {
        this.provider = provider;
        this.window = window;
    }

    JsonNode json() {
        return Json.read(body);
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
        return "/api/health/providers";
    }

    @Override
    public Map<String, String> variables() {
        return Map.of("provider", provider);
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.of(window).filter(text -> !text.isEmpty());
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
    public void answer(int status, String mediaType, byte[] bytes) {
        body = bytes;
    }

    @Override
    public OutputStream begin(int status, String mediaType) {
        throw new UnsupportedOperationException();
    }
}
