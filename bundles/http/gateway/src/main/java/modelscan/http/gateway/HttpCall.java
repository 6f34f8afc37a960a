package modelscan.http.gateway;

import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Wishes;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;

/** A call as Jetty brings it; served by one thread, told by another when its client goes away. */
final class HttpCall implements Call, Line.Guest {
    private static final byte[] NOTHING = {};

    private final String id;
    private final Side side;
    private final Request request;
    private final Line line;
    private final Answer answer;
    private final HeaderMap headers;
    private final Cancellation cancellation = new Cancellation();
    private Optional<ErrorShape> errors = Optional.empty();
    private Map<String, String> variables = Map.of();
    private Principal principal = Principal.ANONYMOUS;
    private byte[] body;

    HttpCall(String id, Side side, Request request, Line line, Answer answer) {
        this.id = id;
        this.side = side;
        this.request = request;
        this.line = line;
        this.answer = answer;
        this.headers = new HeaderMap(request.getHeaders());
        if (bodiless()) {
            bodyRead(NOTHING);
        }
    }

    private boolean bodiless() {
        long announced = request.getLength();
        return announced == 0 || announced < 0 && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    private void bodyRead(byte[] bytes) {
        body = bytes;
        line.serve(this);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        return PercentCode.decode(rawPath());
    }

    /** The path as it was sent. */
    String rawPath() {
        String path = request.getHttpURI().getPath();
        return path == null ? "" : path;
    }

    @Override
    public Map<String, String> variables() {
        return variables;
    }

    void variables(Map<String, String> matched) {
        variables = matched;
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(query().get(name));
    }

    /** The query parameters, the first of each name. */
    Map<String, String> query() {
        String query = request.getHttpURI().getQuery();
        if (query == null || query.isEmpty()) {
            return Map.of();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        Request.extractQueryParameters(request).forEach(field -> parameters.putIfAbsent(field.getName(), field.getValue()));
        return parameters;
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
        return principal;
    }

    void principal(Principal known) {
        principal = known;
    }

    @Override
    public Wishes wishes() {
        return WishHeaders.of(request.getHeaders());
    }

    @Override
    public boolean local() {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress from
                && from.getAddress() != null && from.getAddress().isLoopbackAddress();
    }

    @Override
    public byte[] body() {
        if (body == null) {
            int largest = side.place().largestBody();
            byte[] sent = BodyReader.read(request, largest, side.pace());
            bodyRead(RequestEncoding.decoded(sent, request.getHeaders().get(HttpHeader.CONTENT_ENCODING), largest));
        }
        return body;
    }

    @Override
    public Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public void header(String name, String value) {
        answer.header(name, value);
    }

    @Override
    public void answer(int status, String mediaType, byte[] bytes) {
        answer.whole(status, mediaType, bytes);
    }

    @Override
    public OutputStream begin(int status, String mediaType) {
        answer.begin(status, mediaType);
        return new AnswerStream(answer);
    }

    /** From now on errors look like this. */
    void errors(ErrorShape shape) {
        errors = Optional.of(shape);
    }

    /** Answers with a failure; cuts when it is too late for that. */
    void fail(Failure failure) {
        ErrorShape shape = errors.or(this::shape).orElseGet(side::errors);
        answer.fail(failure, ErrorShapes.body(failure, shape, side.errors()));
    }

    private Optional<ErrorShape> shape() {
        return side.name().equals(Endpoint.DATA) && Caller.asks(rawPath()) ? Optional.of(Caller.ofHeaders(this)::error)
                : side.routes().get().errors(rawPath());
    }

    /** Ends what an endpoint left open: an answer it began is cut, one it did not begin is its bug. */
    void settle() {
        if (!answer.begun()) {
            fail(Failure.of(ErrorCode.INTERNAL, "nothing was answered"));
        } else if (!answer.over()) {
            answer.cut(new EofException("the answer was left open"));
        }
    }

    /** Whether the answer does not reach the client. */
    boolean lost() {
        return answer.lost();
    }

    @Override
    public void gone() {
        answer.unwanted();
        // Whatever is to be cancelled may take a moment, which the selector must not spend.
        Thread.startVirtualThread(() -> {
            cancellation.cancel();
            line.close(new EofException("the client is gone"));
        });
    }
}
