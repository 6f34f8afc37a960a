package modelscan.base.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/**
 * Not a test: what an {@link Upstream} costs more than bare sockets. Needs a server, best one in another process.
 *
 * <p>Arguments: address of a JSON answer of known length, number of callers, rounds.
 */
final class CompareWithToy {
    private static final byte[] BODY = new byte[1500];
    private static final long SECONDS = 3;

    private CompareWithToy() {
    }

    /** One call, with its own connection to reuse. */
    interface Caller {
        void call() throws IOException;
    }

    /** Makes a caller for one thread. */
    interface Callers {
        Caller next() throws IOException;
    }

    public static void main(String[] arguments) throws Exception {
        URI uri = URI.create(arguments[0]);
        int callers = Integer.parseInt(arguments[1]);
        try (Upstream upstream = new Upstream(Limits.usual())) {
            UpstreamRequest request = UpstreamRequest.post(uri,
                    Map.of("authorization", "Bearer key", "content-type", "application/json"), BODY);
            for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
                run("toy", callers, () -> toy(uri));
                run("upstream", callers, () -> () -> {
                    try (UpstreamAnswer answer = upstream.call(request).send()) {
                        answer.bytes(1_000_000);
                    }
                });
            }
        }
    }

    private static void run(String name, int callers, Callers make) throws Exception {
        LongAdder count = new LongAdder();
        CountDownLatch done = new CountDownLatch(callers);
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        long cpu = cpu();
        for (int i = 0; i < callers; i++) {
            Caller caller = make.next();
            Thread.ofVirtual().start(() -> {
                try {
                    while (System.nanoTime() < end) {
                        caller.call();
                        count.increment();
                    }
                } catch (IOException | RuntimeException problem) {
                    problem.printStackTrace();
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
        System.out.printf("%-9s %3d callers %8d calls/s %6.1f us CPU/call%n", name, callers, count.sum() / SECONDS,
                (cpu() - cpu) / 1000.0 / Math.max(1, count.sum()));
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static Caller toy(URI uri) throws IOException {
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        socket.setTcpNoDelay(true);
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream();
        byte[] head = ("POST " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nAuthorization: Bearer key\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + BODY.length + "\r\n\r\n").getBytes();
        byte[] whole = new byte[head.length + BODY.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(BODY, 0, whole, head.length, BODY.length);
        byte[] buffer = new byte[16_384];
        return () -> {
            out.write(whole);
            int length = in.read(buffer);
            int start = bodyStart(buffer, length);
            int left = contentLength(new String(buffer, 0, start)) - (length - start);
            while (left > 0) {
                left -= in.read(buffer);
            }
        };
    }

    private static int bodyStart(byte[] buffer, int length) throws IOException {
        for (int i = 3; i < length; i++) {
            if (buffer[i] == '\n' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        throw new IOException("no head");
    }

    private static int contentLength(String head) {
        int at = head.indexOf("Content-Length: ") + 16;
        return Integer.parseInt(head.substring(at, head.indexOf('\r', at)));
    }
}
