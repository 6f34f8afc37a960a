package modelscan.launcher.it.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A provider that outlives the gateway, and writes down what it will be paid for before it answers. */
final class KillUpstream implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int WAITING = 200;

    static {
        // Otherwise the end of a stream waits for the kernel of the other side.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final UpstreamBook book;
    private final long seed;

    private KillUpstream(HttpServer server, UpstreamBook book, long seed) {
        this.server = server;
        this.book = book;
        this.seed = seed;
    }

    static KillUpstream start(Path file, long seed) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), WAITING);
        KillUpstream upstream = new KillUpstream(server, UpstreamBook.open(file), seed);
        server.createContext("/v1/chat/completions", upstream::answer);
        server.setExecutor(upstream.calls);
        server.start();
        return upstream;
    }

    /** The base address for a provider. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    UpstreamBook book() {
        return book;
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        calls.shutdownNow();
        book.close();
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            JsonNode question = JSON.readTree(call.getRequestBody());
            String id = question.at("/messages/0/content").asText();
            KillUsage usage = KillUsage.of(seed, id);
            book.write(new UpstreamBook.Call(id, question.path("model").asText(), usage.input(), usage.output(), usage.output()));
            if (question.path("stream").asBoolean()) {
                stream(call, id, usage);
            } else {
                whole(call, id, usage);
            }
        }
    }

    private static void whole(HttpExchange call, String id, KillUsage usage) throws IOException {
        byte[] answer = ("{\"id\":\"" + id + "\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"gpt-4o-mini\",\"choices\":[{"
                + "\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + id + "\"},\"finish_reason\":\"stop\"}],\"usage\":"
                + usage.json() + "}").getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("content-type", "application/json");
        call.sendResponseHeaders(200, answer.length);
        call.getResponseBody().write(answer);
    }

    private static void stream(HttpExchange call, String id, KillUsage usage) throws IOException {
        call.getResponseHeaders().set("content-type", "text/event-stream");
        call.sendResponseHeaders(200, 0);
        OutputStream out = call.getResponseBody();
        for (String choice : new String[] {"{\"role\":\"assistant\",\"content\":\"" + id + "\"},\"finish_reason\":null",
            "{\"content\":\" and more\"},\"finish_reason\":null", "{},\"finish_reason\":\"stop\""}) {
            event(out, chunk(id, "[{\"index\":0,\"delta\":" + choice + "}]", "null"));
        }
        event(out, chunk(id, "[]", usage.json()));
        event(out, "[DONE]");
    }

    private static String chunk(String id, String choices, String usage) {
        return "{\"id\":\"" + id + "\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-4o-mini\",\"choices\":"
                + choices + ",\"usage\":" + usage + "}";
    }

    private static void event(OutputStream out, String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
