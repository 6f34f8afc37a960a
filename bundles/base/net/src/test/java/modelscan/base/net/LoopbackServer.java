package modelscan.base.net;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on this machine that behaves exactly as badly as a test wants. */
final class LoopbackServer implements AutoCloseable {
    private final ServerSocket listener;
    private final String scheme;
    private final Behaviour behaviour;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

    /** What is done with one connection; it is closed afterwards. */
    interface Behaviour {
        void serve(Line line) throws Exception;
    }

    LoopbackServer(Behaviour behaviour) throws IOException {
        this("http", new ServerSocket(0, 300, InetAddress.getLoopbackAddress()), behaviour);
    }

    LoopbackServer(String scheme, ServerSocket listener, Behaviour behaviour) {
        this.scheme = scheme;
        this.listener = listener;
        this.behaviour = behaviour;
        Thread.ofVirtual().start(this::accept);
    }

    /** Answers every request with this text and keeps the connection. */
    static LoopbackServer saying(String text) throws IOException {
        return new LoopbackServer(line -> line.answerAll(text));
    }

    URI uri(String path) {
        return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort() + path);
    }

    int connections() {
        return connections.get();
    }

    int requests() {
        return requests.get();
    }

    /** The head of the next request; waits for it. */
    String seen() throws InterruptedException {
        return waited(seen);
    }

    /** How the client ended the next connection that {@link Line#awaitEnd} watched. */
    String end() throws InterruptedException {
        return waited(ends);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static String waited(BlockingQueue<String> queue) throws InterruptedException {
        String next = queue.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came within 10 s");
        }
        return next;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                int number = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket, number));
            } catch (IOException _) {
                // Closed, or a TLS client that did not like us.
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            socket.setTcpNoDelay(true);
            behaviour.serve(new Line(socket, number));
        } catch (Exception _) {
            // The client went away, as it often should.
        } finally {
            sockets.remove(socket);
        }
    }

    /** One connection. */
    final class Line {
        final Socket socket;
        final int number;
        private final InputStream in;
        private final OutputStream out;

        Line(Socket socket, int number) throws IOException {
            this.socket = socket;
            this.number = number;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        /** Reads a request with its body; false at the end of the connection. */
        boolean request() throws IOException {
            String head = head();
            if (head.isEmpty()) {
                return false;
            }
            int at = head.toLowerCase(Locale.ROOT).indexOf("content-length:");
            int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + 15, head.indexOf('\r', at)).strip());
            String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            requests.incrementAndGet();
            seen.add(head + body);
            return true;
        }

        String head() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            int last = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                head.write(next);
                last = last << 8 | next;
                if (last == 0x0d0a0d0a) {
                    break;
                }
            }
            return head.toString(StandardCharsets.UTF_8);
        }

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.UTF_8));
        }

        void send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        void answer(String body) throws IOException {
            send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }

        void answerAll(String body) throws IOException {
            while (request()) {
                answer(body);
            }
        }

        /** Closes with a reset instead of a proper end. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Waits until the client ends the connection, and notes how. */
        void awaitEnd() {
            try {
                int next = in.read();
                ends.add(next < 0 ? "closed" : "more bytes");
            } catch (IOException _) {
                ends.add("reset");
            }
        }

        InputStream in() {
            return in;
        }

        OutputStream out() {
            return out;
        }
    }
}
