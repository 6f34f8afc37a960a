package modelscan.http.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import modelscan.api.gateway.Reply;
import modelscan.api.model.StreamEvent;

/**
 * Measures what a call costs the server process, which is started for it: an endpoint that answers at once, a front with
 * a whole answer, and a front with a stream of fifty pieces.
 *
 * <p>Not a test: run {@code main}, with the number of connections and the seconds per round if the defaults do not please.
 */
final class LoadCheck {
    private static final String BODY = "m" + "x".repeat(289);

    private LoadCheck() {
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 1 && arguments[0].equals("serve")) {
            serve();
            return;
        }
        int connections = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 16;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process server = new ProcessBuilder(java, "-Xmx512m", "-cp", System.getProperty("java.class.path"),
                LoadCheck.class.getName(), "serve").redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8))) {
            int port = Integer.parseInt(out.readLine());
            for (String path : new String[] {"/hello", "/whole", "/stream", "/hello", "/whole", "/stream"}) {
                measure(server, port, path, connections, seconds);
            }
        } finally {
            server.destroy();
        }
    }

    private static void serve() throws IOException {
        try (Rig rig = new Rig()) {
            rig.data("POST", "/hello", call -> Rig.text("hello " + call.body().length).serve(call));
            Target front = Words.before(exchange -> exchange.inquiry().stream() ? stream()
                    : Reply.of(new StreamEvent.TextDelta(0, "y".repeat(400))));
            rig.data("POST", "/whole", front);
            rig.data("POST", "/stream", front);
            System.out.println(rig.data().getPort());
            while (System.in.read() >= 0) {
                // Until whoever started it closes the pipe.
            }
        }
    }

    private static Reply stream() {
        StreamEvent[] events = new StreamEvent[50];
        Arrays.fill(events, new StreamEvent.TextDelta(0, "word"));
        return Reply.of(events).map(event -> event).tap(event -> { }).receipted(receipt -> receipt);
    }

    private static void measure(Process server, int port, String path, int connections, int seconds) throws Exception {
        String body = path.equals("/stream") ? "!" + BODY : BODY;
        byte[] request = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer sk-something\r\nAccept: */*\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(UTF_8);
        LongAdder calls = new LongAdder();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        long cpu = cpu(server);
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            clients.add(Thread.ofPlatform().start(() -> client(port, request, end, calls)));
        }
        for (Thread client : clients) {
            client.join();
        }
        System.out.printf("%-8s c=%d: %,d calls/s, %.1f us CPU of the server each%n", path, connections,
                calls.sum() / seconds, (cpu(server) - cpu) / 1000.0 / calls.sum());
    }

    private static long cpu(Process process) {
        return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    private static void client(int port, byte[] request, long end, LongAdder calls) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[64 << 10];
            while (System.nanoTime() < end) {
                socket.getOutputStream().write(request);
                readAnswer(in, buffer);
                calls.increment();
            }
        } catch (IOException broken) {
            System.err.println("a client broke: " + broken);
        }
    }

    private static void readAnswer(InputStream in, byte[] buffer) throws IOException {
        int length = 0;
        while (true) {
            int read = in.read(buffer, length, buffer.length - length);
            if (read < 0) {
                throw new IOException("closed");
            }
            length += read;
            String text = new String(buffer, 0, length, UTF_8);
            int head = text.indexOf("\r\n\r\n");
            if (head > 0) {
                int at = text.indexOf("Content-Length: ");
                boolean whole = at > 0 && at < head;
                if (whole ? length >= head + 4 + Integer.parseInt(text.substring(at + 16, text.indexOf('\r', at)))
                        : text.endsWith("0\r\n\r\n")) {
                    return;
                }
            }
        }
    }
}
