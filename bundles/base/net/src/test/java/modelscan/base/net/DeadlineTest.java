package modelscan.base.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import modelscan.api.model.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final Duration SHORT = Duration.ofMillis(150);

    private final Upstream upstream = new Upstream(Limits.usual().perOrigin(1));

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void connecting() throws Exception {
        try (FullListener listener = new FullListener()) {
            assertEquals("no connection to " + where(listener.uri()) + " within 150 ms",
                    unreached(listener.uri(), Patience.usual().connect(SHORT)));
        }
    }

    @Test
    void shakingHands() throws Exception {
        try (LoopbackServer silent = new LoopbackServer(line -> line.in().readAllBytes())) {
            URI uri = URI.create("https://127.0.0.1:" + silent.uri("/").getPort() + "/");
            assertEquals("no connection to " + where(uri) + " within 150 ms", unreached(uri, Patience.usual().connect(SHORT)));
        }
    }

    @Test
    void theFirstByte() throws Exception {
        try (LoopbackServer server = holding("")) {
            assertEquals(where(server.uri("/")) + " did not begin to answer within 150 ms",
                    late(server.uri("/?key=secret"), Patience.usual().firstByte(SHORT)));
            assertNotEquals("more bytes", server.end());
        }
    }

    @Test
    void aHeadThatDrips() throws Exception {
        try (LoopbackServer server = new LoopbackServer(line -> {
            line.request();
            line.send("HTTP/1.1 200 OK\r\n");
            CountDownLatch never = new CountDownLatch(1);
            while (!never.await(10, TimeUnit.MILLISECONDS)) {
                line.send("x: y\r\n");
            }
        })) {
            assertEquals(where(server.uri("/")) + " did not begin to answer within 150 ms",
                    late(server.uri("/"), Patience.usual().firstByte(SHORT)));
        }
    }

    @Test
    void theNextBytes() throws Exception {
        try (LoopbackServer server = holding("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab")) {
            assertEquals(where(server.uri("/")) + " sent nothing more for 150 ms",
                    late(server.uri("/"), Patience.usual().stall(SHORT)));
            assertNotEquals("more bytes", server.end());
        }
    }

    @Test
    void theWholeCallBeforeItsAnswer() throws Exception {
        try (LoopbackServer server = holding("")) {
            assertEquals("the call to " + where(server.uri("/")) + " took longer than 150 ms",
                    late(server.uri("/"), Patience.usual().total(SHORT)));
        }
    }

    @Test
    void theWholeCallHoweverMuchComes() throws Exception {
        try (LoopbackServer server = new LoopbackServer(line -> {
            line.request();
            line.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            CountDownLatch never = new CountDownLatch(1);
            while (!never.await(5, TimeUnit.MILLISECONDS)) {
                line.send("1\r\na\r\n");
            }
        })) {
            Patience patience = Patience.usual().stall(Duration.ofSeconds(5)).total(Duration.ofMillis(300));
            assertEquals("the call to " + where(server.uri("/")) + " took longer than 300 ms",
                    late(server.uri("/"), patience));
        }
    }

    @Test
    void aReaderThatIsSlowIsNotAStall() throws Exception {
        try (LoopbackServer server = LoopbackServer.saying("slowly");
                UpstreamAnswer answer = upstream.call(UpstreamRequest.get(server.uri("/"), Map.of())
                        .patience(Patience.usual().stall(SHORT))).send()) {
            // Another call runs into its own deadline meanwhile, which shows that time has passed.
            try (LoopbackServer other = holding("")) {
                late(other.uri("/"), Patience.usual().firstByte(SHORT.multipliedBy(3)));
            }
            assertEquals("slowly", new String(answer.bytes(10)));
        }
    }

    @Test
    void aFreeConnection() throws Exception {
        try (LoopbackServer server = holding("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab");
                UpstreamAnswer first = upstream.call(UpstreamRequest.get(server.uri("/"), Map.of())).send()) {
            UpstreamRequest second =
                    UpstreamRequest.get(server.uri("/"), Map.of()).patience(Patience.usual().connect(SHORT));
            String message = Expect.failure(ErrorCode.PROVIDER_OVERLOADED, () -> Expect.text(upstream, second)).message();
            assertEquals("all connections to " + where(server.uri("/")) + " are in use", message);
            assertEquals(200, first.status());
        }
    }

    private String late(URI uri, Patience patience) {
        return failing(ErrorCode.PROVIDER_TIMEOUT, uri, patience);
    }

    // Without a connection nobody was asked, which is another thing for whoever pays.
    private String unreached(URI uri, Patience patience) {
        return failing(ErrorCode.PROVIDER_UNREACHABLE, uri, patience);
    }

    private String failing(ErrorCode code, URI uri, Patience patience) {
        UpstreamRequest request = UpstreamRequest.get(uri, Map.of()).patience(patience);
        return Expect.failure(code, () -> Expect.text(upstream, request)).message();
    }

    private static String where(URI uri) {
        return "127.0.0.1:" + uri.getPort();
    }

    private static LoopbackServer holding(String bytes) throws IOException {
        return new LoopbackServer(line -> {
            line.request();
            line.send(bytes);
            line.awaitEnd();
        });
    }
}
