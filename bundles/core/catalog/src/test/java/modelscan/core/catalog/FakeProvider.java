package modelscan.core.catalog;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A provider on loopback that answers as a test tells it. */
public final class FakeProvider implements AutoCloseable {
    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Function<Received, Answer> script = _ -> new Answer(200, "application/json", "{}");

    /** What came. */
    public record Received(String method, URI uri, com.sun.net.httpserver.Headers headers, String body) {
        /** The first header of this name. */
        public String header(String name) {
            return headers.getFirst(name);
        }
    }

    /** What goes back. */
    public record Answer(int status, String type, Map<String, String> headers, String body) {
        /** Without further headers. */
        public Answer(int status, String type, String body) {
            this(status, type, Map.of(), body);
        }
    }

    private FakeProvider(HttpServer server) {
        this.server = server;
    }

    /** Listens on a free port. */
    public static FakeProvider start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakeProvider provider = new FakeProvider(server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                Received request = new Received(exchange.getRequestMethod(), exchange.getRequestURI(),
                        exchange.getRequestHeaders(),
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                provider.received.add(request);
                Answer answer = provider.script.apply(request);
                byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("content-type", answer.type());
                answer.headers().forEach(exchange.getResponseHeaders()::add);
                exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
            return provider;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /** Answers everything from now on like this. */
    public void answers(int status, String type, String body) {
        script = _ -> new Answer(status, type, body);
    }

    /** Answers from now on by this function. */
    public void answers(Function<Received, Answer> next) {
        script = next;
    }

    /** All that came. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** Its base address. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
