package modelscan.test.kit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A provider for tests: a real HTTP server on this machine that follows a script, to the byte.
 *
 * <pre>{@code
 * try (ScriptedServer server = ScriptedServer.start(Script.always(ScriptedAnswer.json(200, "{}")))) {
 *     call(server.url() + "/v1/chat/completions");
 *     server.requests().getFirst().header("authorization");
 * }
 * }</pre>
 */
public final class ScriptedServer implements AutoCloseable {
    private static final int SILENCE = 30_000;

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<SeenRequest> requests = new CopyOnWriteArrayList<>();
    private volatile Script script;

    private ScriptedServer(ServerSocket socket, Script script) {
        this.socket = socket;
        this.script = Objects.requireNonNull(script, "script");
    }

    /** Starts a server on a free port of the loopback address. */
    public static ScriptedServer start(Script script) {
        try {
            ScriptedServer server = new ScriptedServer(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), script);
            server.threads.submit(server::accept);
            return server;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /** Its address, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** Follows another script from the next request on, and forgets what it has seen. */
    public void follow(Script other) {
        requests.clear();
        script = Objects.requireNonNull(other, "other");
    }

    /** What it was asked until now. */
    public List<SeenRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // It is gone either way.
        }
        threads.shutdownNow();
        open.forEach(ScriptedServer::cut);
        threads.close();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                open.add(caller);
                threads.submit(() -> serve(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            caller.setSoTimeout(SILENCE);
            caller.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(caller.getInputStream());
            OutputStream out = new BufferedOutputStream(caller.getOutputStream());
            boolean more = true;
            while (more) {
                SeenRequest request = HttpBytes.read(in, out);
                if (request == null) {
                    return;
                }
                requests.add(request);
                more = play(script.answer(request), out);
            }
        } catch (IOException | InterruptedException gone) {
            // The caller went away, or the server is closed.
        } finally {
            open.remove(caller);
        }
    }

    private static boolean play(ScriptedAnswer answer, OutputStream out) throws IOException, InterruptedException {
        if (answer.steps().stream().noneMatch(ScriptedAnswer.Step.Garble.class::isInstance)) {
            HttpBytes.head(answer, out);
        }
        for (ScriptedAnswer.Step step : answer.steps()) {
            if (!play(step, answer.chunked(), out)) {
                return false;
            }
        }
        HttpBytes.end(answer, out);
        return true;
    }

    private static boolean play(ScriptedAnswer.Step step, boolean chunked, OutputStream out)
            throws IOException, InterruptedException {
        switch (step) {
            case ScriptedAnswer.Step.Send(byte[] bytes) -> HttpBytes.piece(bytes, chunked, out);
            case ScriptedAnswer.Step.Wait(var latch) -> {
                out.flush();
                return latch.await(SILENCE, TimeUnit.MILLISECONDS);
            }
            case ScriptedAnswer.Step.Cut() -> {
                out.flush();
                return false;
            }
            case ScriptedAnswer.Step.Garble(byte[] bytes) -> {
                out.write(bytes);
                out.flush();
                return false;
            }
        }
        return true;
    }

    private static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // It is gone either way.
        }
    }
}
