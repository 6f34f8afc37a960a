package modelscan.core.catalog.form;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import modelscan.base.net.Limits;
import modelscan.base.net.Upstream;
import modelscan.base.net.UpstreamCall;
import modelscan.base.net.UpstreamRequest;

/** A provider on this machine that answers each address with what a test wants, the last answer again and again. */
final class FakeProvider implements Calling, AutoCloseable {
    /** An answer; {@code gate} holds it back until it opens. */
    record Canned(int status, Map<String, String> headers, byte[] body, CountDownLatch gate) {
    }

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Upstream upstream = new Upstream(Limits.usual());
    private final Map<String, Deque<Canned>> canned = new ConcurrentHashMap<>();
    final List<String> seen = new CopyOnWriteArrayList<>();
    final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    final CountDownLatch asked = new CountDownLatch(1);

    FakeProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", this::serve);
        server.start();
    }

    FakeProvider on(String methodAndPath, int status, String json) {
        return on(methodAndPath, new Canned(status, Map.of("content-type", "application/json"),
                json.replace('\'', '"').replace("BASE", base().toString()).getBytes(StandardCharsets.UTF_8), new CountDownLatch(0)));
    }

    FakeProvider on(String methodAndPath, Canned answer) {
        canned.computeIfAbsent(methodAndPath, key -> new ArrayDeque<>()).add(answer);
        return this;
    }

    @Override
    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public UpstreamCall call(Errand errand) {
        Map<String, String> headers = new HashMap<>(errand.headers());
        if (errand.signed()) {
            headers.put("authorization", "Bearer key");
        }
        URI uri = URI.create(errand.address().startsWith("/") ? base() + errand.address() : errand.address());
        return upstream.call(new UpstreamRequest(errand.method(), uri, headers, errand.body(), errand.patience(), false));
    }

    private void serve(HttpExchange http) throws IOException {
        String key = http.getRequestMethod() + " " + http.getRequestURI();
        byte[] body = http.getRequestBody().readAllBytes();
        seen.add(key + (http.getRequestHeaders().containsKey("Authorization") ? "" : " unsigned"));
        bodies.add(body);
        asked.countDown();
        Canned answer = next(key);
        try {
            answer.gate.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        try (http) {
            new LinkedHashMap<>(answer.headers).forEach(http.getResponseHeaders()::set);
            http.sendResponseHeaders(answer.status, answer.body.length == 0 ? -1 : answer.body.length);
            http.getResponseBody().write(answer.body);
        }
    }

    private Canned next(String key) {
        Deque<Canned> answers = canned.get(key);
        if (answers == null) {
            return new Canned(404, Map.of(), ("nothing at " + key).getBytes(StandardCharsets.UTF_8), new CountDownLatch(0));
        }
        synchronized (answers) {
            return answers.size() > 1 ? answers.remove() : answers.peek();
        }
    }

    @Override
    public void close() {
        upstream.close();
        server.stop(0);
        workers.shutdownNow();
    }
}
