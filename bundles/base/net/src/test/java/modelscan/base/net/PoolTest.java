package modelscan.base.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import modelscan.api.model.ErrorCode;
import org.junit.jupiter.api.Test;

class PoolTest {
    @Test
    void hasNoMoreConnectionsToAnOriginThanAllowed() throws Exception {
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (Upstream upstream = new Upstream(Limits.usual().perOrigin(4)); LoopbackServer server = new LoopbackServer(line -> {
            while (line.request()) {
                most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                Thread.yield();
                atOnce.decrementAndGet();
                line.answer("ok");
            }
        })) {
            List<CompletableFuture<String>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                calls.add(Expect.virtually(() -> Expect.text(upstream, Expect.post(server.uri("/"), "{}"))));
            }
            for (CompletableFuture<String> call : calls) {
                assertEquals("ok", call.get(20, TimeUnit.SECONDS));
            }
            assertTrue(most.get() <= 4, most + " at once");
            assertEquals(4, server.connections());
        }
    }

    @Test
    void hasNoMoreConnectionsAltogetherThanAllowed() throws Exception {
        try (Upstream upstream = new Upstream(Limits.usual().total(1));
                LoopbackServer one = LoopbackServer.saying("one");
                LoopbackServer two = LoopbackServer.saying("two")) {
            UpstreamAnswer held = upstream.call(UpstreamRequest.get(one.uri("/"), Map.of())).send();
            UpstreamRequest other = UpstreamRequest.get(two.uri("/"), Map.of())
                    .patience(Patience.usual().connect(java.time.Duration.ofMillis(100)));
            Expect.failure(ErrorCode.PROVIDER_OVERLOADED, () -> Expect.text(upstream, other));
            held.close();
            assertEquals("two", Expect.text(upstream, other));
        }
    }

    @Test
    void closingEndsWhatRunsAndLeavesNoThread() throws Exception {
        try (LoopbackServer server = new LoopbackServer(line -> {
            line.request();
            line.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab");
            line.awaitEnd();
        }); LoopbackServer silent = new LoopbackServer(line -> {
            line.request();
            line.awaitEnd();
        })) {
            Upstream upstream = new Upstream(Limits.usual());
            UpstreamAnswer answer = upstream.call(UpstreamRequest.get(server.uri("/"), Map.of())).send();
            answer.body().readNBytes(2);
            CompletableFuture<Integer> reading = Expect.virtually(() -> Expect.read(answer));
            CompletableFuture<String> waiting = Expect.virtually(() -> Expect.text(upstream, silent.uri("/")));
            silent.seen();
            assertTrue(ours() > 0);
            upstream.close();
            upstream.close();
            Expect.failure(ErrorCode.UNAVAILABLE, reading);
            Expect.failure(ErrorCode.UNAVAILABLE, waiting);
            assertEquals(0, ours());
            Expect.failure(ErrorCode.UNAVAILABLE, () -> Expect.text(upstream, server.uri("/")));
        }
    }

    @Test
    void manyCallsAtOnceAllEnd() throws Exception {
        try (Upstream upstream = new Upstream(Limits.usual()); LoopbackServer server = LoopbackServer.saying("many")) {
            List<CompletableFuture<Boolean>> workers = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                workers.add(Expect.virtually(() -> {
                    for (int call = 0; call < 100; call++) {
                        assertEquals("many", Expect.text(upstream, Expect.post(server.uri("/"), "{}")));
                    }
                    return true;
                }));
            }
            for (CompletableFuture<Boolean> worker : workers) {
                assertTrue(worker.get(30, TimeUnit.SECONDS));
            }
            assertEquals(3200, server.requests());
            assertFalse(server.connections() > 32, server.connections() + " connections for 32 callers");
        }
    }

    private static long ours() {
        return Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith("modelscan-net")).count();
    }
}
