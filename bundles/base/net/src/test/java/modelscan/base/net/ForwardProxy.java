package modelscan.base.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy in a few lines: one request or one tunnel for each connection. */
final class ForwardProxy implements AutoCloseable {
    private final String login;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final LoopbackServer server;

    /** The login is {@code name:password}, empty for none. */
    ForwardProxy(String login) throws IOException {
        this.login = login;
        this.server = new LoopbackServer(this::serve);
    }

    URI uri() {
        String user = login.isEmpty() ? "" : login + "@";
        return URI.create("http://" + user + "127.0.0.1:" + server.uri("/").getPort());
    }

    /** Method and target of what was let through. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve(LoopbackServer.Line line) throws IOException {
        String head = line.head();
        while (!head.isEmpty() && !allowed(head)) {
            line.send("HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n");
            head = line.head();
        }
        String[] words = head.split(" ", 3);
        if (head.isEmpty()) {
            return;
        }
        asked.add(words[0] + " " + words[1]);
        if (words[0].equals("CONNECT")) {
            tunnel(line, words[1]);
        } else {
            pass(line, URI.create(words[1]), head);
        }
    }

    private boolean allowed(String head) {
        String word = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        return login.isEmpty() || head.contains("Proxy-Authorization: Basic " + word + "\r\n");
    }

    private static void tunnel(LoopbackServer.Line line, String target) throws IOException {
        int port = Integer.parseInt(target.substring(target.indexOf(':') + 1));
        try (Socket other = connected(port)) {
            line.send("HTTP/1.1 200 Connected\r\n\r\n");
            Thread.ofVirtual().start(() -> copy(line.in(), other));
            copy(other.getInputStream(), line.socket);
        }
    }

    private static void pass(LoopbackServer.Line line, URI target, String head) throws IOException {
        try (Socket other = connected(target.getPort())) {
            other.getOutputStream().write(head.replace(target.toString(), target.getPath()).getBytes(StandardCharsets.UTF_8));
            copy(other.getInputStream(), line.socket);
        } catch (IllegalArgumentException _) {
            line.send("HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n");
        }
    }

    // Whatever host is asked for, it is on this machine.
    private static Socket connected(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static void copy(InputStream from, Socket to) {
        try (to) {
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[4096];
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException _) {
            // One side went away.
        }
    }
}
