package modelscan.base.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AbortTest {
    private static final String BEGUN = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n";

    private final Upstream upstream = new Upstream(Limits.usual().perOrigin(1));

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void beforeItIsSent() throws Exception {
        try (LoopbackServer server = LoopbackServer.saying("never")) {
            UpstreamCall call = call(server.uri("/"));
            call.abort();
            String message = Expect.failure(ErrorCode.CANCELLED, call::send).message();
            assertTrue(message.endsWith("was aborted"), message);
            assertEquals(0, server.requests());
        }
    }

    @Test
    void whileItWaitsForAConnection() throws Exception {
        try (LoopbackServer server = new LoopbackServer(line -> {
            line.request();
            line.send(BEGUN);
            line.awaitEnd();
        }); UpstreamAnswer first = call(server.uri("/")).send()) {
            UpstreamCall second = call(server.uri("/"));
            Expect.Sending waiting = Expect.sending(second);
            waiting.untilBlocked();
            second.abort();
            Expect.failure(ErrorCode.CANCELLED, waiting.result());
            assertEquals(200, first.status());
            assertEquals(1, server.connections());
        }
    }

    @Test
    void whileItConnects() throws Exception {
        try (FullListener listener = new FullListener()) {
            UpstreamCall call = call(listener.uri());
            Expect.Sending waiting = Expect.sending(call);
            waiting.untilBlocked();
            call.abort();
            Expect.failure(ErrorCode.CANCELLED, waiting.result());
        }
    }

    @Test
    void whileItShakesHands() throws Exception {
        CountDownLatch hello = new CountDownLatch(1);
        try (LoopbackServer silent = new LoopbackServer(line -> {
            line.in().read();
            hello.countDown();
            while (line.in().read() >= 0) {
                continue;
            }
        })) {
            UpstreamCall call = call(URI.create("https://127.0.0.1:" + silent.uri("/").getPort() + "/"));
            CompletableFuture<UpstreamAnswer> waiting = Expect.virtually(call::send);
            assertTrue(hello.await(10, TimeUnit.SECONDS));
            call.abort();
            Expect.failure(ErrorCode.CANCELLED, waiting);
        }
    }

    @Test
    void whileItWaitsForTheAnswer() throws Exception {
        try (LoopbackServer server = silentServer()) {
            UpstreamCall call = call(server.uri("/"));
            CompletableFuture<UpstreamAnswer> waiting = Expect.virtually(call::send);
            server.seen();
            call.abort();
            Expect.failure(ErrorCode.CANCELLED, waiting);
            assertNotEquals("more bytes", server.end());
        }
    }

    @Test
    void whileItWaitsOnAThreadOfTheSystem() throws Exception {
        try (LoopbackServer server = silentServer()) {
            UpstreamCall call = call(server.uri("/"));
            CompletableFuture<UpstreamAnswer> waiting = CompletableFuture.supplyAsync(call::send);
            server.seen();
            call.abort();
            Expect.failure(ErrorCode.CANCELLED, waiting);
        }
    }

    @Test
    void whileTheBodyIsRead() throws Exception {
        try (LoopbackServer server = begunServer()) {
            UpstreamCall call = call(server.uri("/"));
            UpstreamAnswer answer = call.send();
            assertEquals("one", new String(answer.body().readNBytes(3)));
            CompletableFuture<Integer> waiting = Expect.virtually(() -> Expect.read(answer));
            call.abort();
            Expect.failure(ErrorCode.CANCELLED, waiting);
            assertNotEquals("more bytes", server.end());
            answer.close();
            Expect.failure(ErrorCode.CANCELLED, () -> answer.body().read());
        }
    }

    @Test
    void afterTheEndIsNothing() throws Exception {
        try (LoopbackServer server = LoopbackServer.saying("done")) {
            for (int i = 0; i < 3; i++) {
                UpstreamCall call = call(server.uri("/"));
                try (UpstreamAnswer answer = call.send()) {
                    assertEquals(4, answer.bytes(10).length);
                }
                call.abort();
            }
            assertEquals(1, server.connections());
        }
    }

    @Test
    void closingEarlyClosesTheConnectionAtOnce() throws Exception {
        try (LoopbackServer server = begunServer()) {
            for (int i = 0; i < 3; i++) {
                UpstreamAnswer answer = call(server.uri("/")).send();
                answer.close();
                answer.close();
                assertNotEquals("more bytes", server.end());
                Expect.failure(ErrorCode.CANCELLED, () -> answer.body().read());
            }
            assertEquals(3, server.connections());
        }
    }

    @Test
    void closingFromAnotherThreadEndsTheReader() throws Exception {
        try (LoopbackServer server = begunServer()) {
            UpstreamAnswer answer = call(server.uri("/")).send();
            answer.body().readNBytes(3);
            CompletableFuture<Integer> waiting = Expect.virtually(() -> Expect.read(answer));
            answer.body().close();
            Expect.failure(ErrorCode.CANCELLED, waiting);
        }
    }

    @Test
    void anInterruptEndsTheWaitForTheAnswer() throws Exception {
        try (LoopbackServer server = silentServer()) {
            Expect.Sending waiting = Expect.sending(call(server.uri("/")));
            server.seen();
            waiting.thread().interrupt();
            Expect.failure(ErrorCode.CANCELLED, waiting.result());
            assertNotEquals("more bytes", server.end());
        }
    }

    @Test
    void anInterruptEndsTheWaitForAConnection() throws Exception {
        try (LoopbackServer server = begunServer(); UpstreamAnswer first = call(server.uri("/")).send()) {
            Expect.Sending waiting = Expect.sending(call(server.uri("/")));
            waiting.untilBlocked();
            waiting.thread().interrupt();
            Expect.failure(ErrorCode.CANCELLED, waiting.result());
            assertEquals(200, first.status());
        }
    }

    @Test
    void aCallAtAnyMomentEndsAndLeavesThePoolWhole() throws Exception {
        try (LoopbackServer server = LoopbackServer.saying("fine")) {
            for (int i = 0; i < 400; i++) {
                UpstreamCall call = call(server.uri("/"));
                int turns = i % 40 * 25;
                Thread aborting = Thread.ofVirtual().start(() -> {
                    for (int turn = 0; turn < turns; turn++) {
                        Thread.onSpinWait();
                    }
                    call.abort();
                });
                try (UpstreamAnswer answer = call.send()) {
                    answer.bytes(10);
                } catch (FailureException problem) {
                    assertEquals(ErrorCode.CANCELLED, problem.failure().code(), problem.getMessage());
                }
                aborting.join();
            }
            // With one connection for each origin, a single leak would leave this call waiting.
            assertEquals("fine", Expect.text(upstream, server.uri("/")));
        }
    }

    private UpstreamCall call(URI uri) {
        return upstream.call(UpstreamRequest.get(uri, Map.of()));
    }

    private static LoopbackServer silentServer() throws IOException {
        return new LoopbackServer(line -> {
            line.request();
            line.awaitEnd();
        });
    }

    private static LoopbackServer begunServer() throws IOException {
        return new LoopbackServer(line -> {
            line.request();
            line.send(BEGUN);
            line.awaitEnd();
        });
    }
}
