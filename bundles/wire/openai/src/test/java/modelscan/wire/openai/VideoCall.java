package modelscan.wire.openai;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Wishes;
import modelscan.api.gateway.http.Call;

/** A call about the video {@code job_1}, and what it was answered. */
final class VideoCall implements Call {
    final Map<String, String> headers = new HashMap<>();
    final Map<String, String> wishes = new HashMap<>();
    final Map<String, String> query = new HashMap<>();
    final Map<String, String> told = new HashMap<>();
    int status;
    String type = "";
    boolean closed;
    private final Cancellation cancellation = new Cancellation();
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private final byte[] sent;

    VideoCall(byte[] sent) {
        this.sent = sent;
    }

    /** What it was answered, which {@link #body()} is not. */
    byte[] answered() {
        return answer.toByteArray();
    }

    @Override
    public String id() {
        return "req-1";
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/v1/videos";
    }

    @Override
    public Map<String, String> variables() {
        return Map.of("id", "job_1");
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
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
        return new Wishes(wishes);
    }

    @Override
    public boolean local() {
        return true;
    }

    @Override
    public byte[] body() {
        return sent;
    }

    @Override
    public Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public void header(String name, String value) {
        told.put(name, value);
    }

    @Override
    public void answer(int code, String mediaType, byte[] bytes) throws IOException {
        try (OutputStream out = begin(code, mediaType)) {
            out.write(bytes);
        }
    }

    @Override
    public OutputStream begin(int code, String mediaType) {
        status = code;
        type = mediaType;
        return new OutputStream() {
            @Override
            public void write(int each) {
                answer.write(each);
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }
}
