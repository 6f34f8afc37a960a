package modelscan.launcher.it.truth;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider on raw sockets that acts out the fault which the model of a request names.
 *
 * <pre>{@code
 * upstream.plays("u06", call -> call.reset());
 * upstream.calls("u06"); // how many came
 * upstream.gone("u06");  // how many of them the gateway ended
 * }</pre>
 */
final class FaultUpstream implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 200;
    private static final int LONGEST_MILLIS = 20_000;

    private final ServerSocket server;
    private final UpstreamBook book;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> gone = new ConcurrentHashMap<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Semaphore room = new Semaphore(MOST_CONNECTIONS);

    /** How a call is answered. */
    @FunctionalInterface
    interface Script {
        void play(FaultCall call) throws IOException;

        /** This, and then the other. */
        default Script andThen(Script other) {
            return call -> {
                play(call);
                other.play(call);
            };
        }
    }

    private FaultUpstream(ServerSocket server, UpstreamBook book) {
        this.server = server;
        this.book = book;
    }

    static FaultUpstream start(UpstreamBook book) throws IOException {
        return over(new ServerSocket(0, MOST_CONNECTIONS, InetAddress.getLoopbackAddress()), book);
    }

    /** The same on a socket that is there already, such as one that speaks TLS. */
    static FaultUpstream over(ServerSocket server, UpstreamBook book) {
        FaultUpstream upstream = new FaultUpstream(server, book);
        Thread.ofPlatform().daemon().name("faults").start(upstream::accept);
        return upstream;
    }

    void plays(String model, Script script) {
        scripts.put(model, script);
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many calls came for a model. */
    int calls(String model) {
        return calls.getOrDefault(model, new AtomicInteger()).get();
    }

    /** How many of them were ended by the gateway while they were answered. */
    int gone(String model) {
        return gone.getOrDefault(model, new AtomicInteger()).get();
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                if (room.tryAcquire()) {
                    Thread.ofVirtual().start(() -> serve(socket));
                } else {
                    socket.close();
                }
            } catch (SocketException closed) {
                return;
            } catch (IOException oneConnection) {
                // the next one may do better
            }
        }
    }

    private void serve(Socket socket) {
        String model = "";
        try (socket) {
            socket.setSoTimeout(LONGEST_MILLIS);
            for (boolean again = true; again; ) {
                FaultCall call = FaultCall.read(socket, book);
                model = call.model();
                calls.computeIfAbsent(model, _ -> new AtomicInteger()).incrementAndGet();
                Script script = scripts.getOrDefault(model, FaultAnswers.unknown());
                script.play(call);
                again = call.keeps();
            }
        } catch (FaultCall.Gone ended) {
            gone.computeIfAbsent(model, _ -> new AtomicInteger()).incrementAndGet();
        } catch (IOException over) {
            // the gateway has no further call on this connection
        } finally {
            room.release();
        }
    }
}
