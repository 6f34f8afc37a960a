package modelscan.launcher.it.truth;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Ports behind which nobody speaks as a provider should. */
final class FaultHosts implements AutoCloseable {
    private static final int SHORT_MILLIS = 300;
    private static final int MOST = 64;

    private final Deque<Closeable> open = new ArrayDeque<>();

    /** What is done with a connection. */
    @FunctionalInterface
    interface Treatment {
        void apply(Socket socket) throws IOException;
    }

    /** A port that refuses connections. */
    int closed() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A port that does not answer at all: its backlog is full and nobody accepts. */
    int blackhole() throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        open.push(server);
        for (int i = 0; i < MOST; i++) {
            Socket socket = new Socket();
            open.push(socket);
            try {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()), SHORT_MILLIS);
            } catch (SocketTimeoutException full) {
                return server.getLocalPort();
            }
        }
        throw new IOException("this system takes any number of connections");
    }

    /** A port on which every connection is treated so when its first byte has come. */
    int treating(Treatment treatment) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        open.push(server);
        Thread.ofVirtual().start(() -> accept(server, treatment));
        return server.getLocalPort();
    }

    /** Ends with a reset. */
    static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
    }

    /** Says nothing until the other side has gone. */
    static void hang(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {
            continue;
        }
    }

    /** Answers a TLS handshake as a server of 1999 does, which knows nothing but TLS 1.0. */
    static void old(Socket socket) throws IOException {
        byte[] hello = new byte[9 + 38];
        byte[] start = {22, 3, 1, 0, 42, 2, 0, 0, 38, 3, 1};
        System.arraycopy(start, 0, hello, 0, start.length);
        hello[hello.length - 2] = 0x2f;
        socket.getOutputStream().write(hello);
        hang(socket);
    }

    @Override
    public void close() throws IOException {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private static void accept(ServerSocket server, Treatment treatment) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> treat(socket, treatment));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void treat(Socket socket, Treatment treatment) {
        try (socket) {
            socket.getInputStream().read();
            treatment.apply(socket);
        } catch (IOException gone) {
            // that is how it ends
        }
    }
}
