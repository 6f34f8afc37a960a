package modelscan.bench.mock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import modelscan.bench.process.Options;

/**
 * A server of OpenAI's and Anthropic's protocols in one thread that answers what the model's name scripts.
 *
 * <p>{@code POST …/chat/completions} and {@code …/messages} give JSON, or events when the body says {@code "stream":true};
 * {@code GET /stats} tells what was counted. See {@link Script}.
 *
 * <pre>{@code try (var mock = new MockUpstream(0)) { Thread.ofPlatform().start(mock); use(mock.port()); }}</pre>
 */
public final class MockUpstream implements Runnable, AutoCloseable {
    private static final int BUFFER = 64 * 1024;
    private static final int BACKLOG = 1024;

    private record Wake(long at, MockConnection connection) {}

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final byte[] bytes = new byte[BUFFER];
    private final Queue<Wake> wakes = new PriorityQueue<>(Comparator.comparingLong(Wake::at));
    private final Recording openAi = Recording.openAi();
    private final Recording anthropic = Recording.anthropic();
    private final Tally tally = new Tally();
    private final Selector selector;
    private final ServerSocketChannel server;
    private volatile boolean open = true;

    public MockUpstream(int port) throws IOException {
        selector = Selector.open();
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Serves until ended; with {@code --with-parent} it ends when the process that started it does. */
    public static void main(String[] arguments) throws IOException {
        Options options = Options.of(arguments, Set.of("port"), Set.of("with-parent"));
        try (MockUpstream mock = new MockUpstream(options.number("port", 0))) {
            if (options.has("with-parent")) {
                ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(mock::close));
            }
            System.out.println("listening on 127.0.0.1:" + mock.port());
            mock.run();
        }
    }

    public int port() {
        return server.socket().getLocalPort();
    }

    @Override
    public void run() {
        try (selector; server) {
            while (open) {
                selector.select(this::proceed, untilWake());
                wakeDue();
            }
            selector.keys().forEach(key -> drop(key.channel()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        open = false;
        selector.wakeup();
    }

    Tally tally() {
        return tally;
    }

    Playback answer(String requestLine, RequestBody body) {
        String[] words = requestLine.split(" ", 3);
        String path = words.length > 1 ? words[1] : "";
        if (words[0].equals("POST") && path.endsWith("/chat/completions")) {
            return complete(openAi, path, body);
        }
        if (words[0].equals("POST") && path.endsWith("/messages")) {
            return complete(anthropic, path, body);
        }
        String content = switch (path) {
            case "/stats" -> tally.json();
            case "/v1/models" -> "{\"object\":\"list\",\"data\":[{\"id\":\"mock\",\"object\":\"model\",\"owned_by\":\"bench\"}]}";
            default -> "";
        };
        return Playback.whole(openAi, Script.PLAIN, content.isEmpty() ? openAi.error(404) : Recording.message(200, "", content));
    }

    void wakeLater(MockConnection connection, int millis) {
        wakes.add(new Wake(System.nanoTime() + millis * 1_000_000L, connection));
    }

    void drop(AutoCloseable channel) {
        try {
            channel.close();
        } catch (Exception ignored) {
            // A socket that fails to close is closed all the same.
            return;
        }
    }

    private Playback complete(Recording recording, String path, RequestBody body) {
        Script script = Script.of(body.model());
        int status = body.isTooLong() ? 413 : script.status();
        boolean stream = status == 200 && body.wantsStream();
        tally.asked(path, stream, status != 200);
        if (stream) {
            return Playback.stream(recording, script);
        }
        ByteBuffer success = script.cuts() ? recording.halfCompletion() : recording.completion();
        return Playback.whole(recording, script, status == 200 ? success : recording.error(status));
    }

    private void proceed(SelectionKey key) {
        if (key.attachment() instanceof MockConnection connection) {
            connection.proceed(buffer, bytes);
            return;
        }
        try {
            for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
                tally.connected();
                new MockConnection(this, channel, selector).listen();
            }
        } catch (IOException refused) {
            // The client gave up before it was accepted; the next one may do better.
            selector.wakeup();
        }
    }

    private long untilWake() {
        Wake next = wakes.peek();
        return next == null ? 1_000 : Math.clamp((next.at() - System.nanoTime() + 999_999) / 1_000_000, 1, 1_000);
    }

    private void wakeDue() {
        long now = System.nanoTime();
        while (!wakes.isEmpty() && wakes.peek().at() - now <= 0) {
            wakes.poll().connection().wake();
        }
    }
}
