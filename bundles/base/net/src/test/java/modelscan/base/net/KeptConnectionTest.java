package modelscan.base.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeptConnectionTest {
    private final Upstream upstream = new Upstream(Limits.usual());

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void oneThatTheServerClosedIsNotUsedForAPost() throws Exception {
        CyclicBarrier closed = new CyclicBarrier(2);
        try (LoopbackServer server = new LoopbackServer(line -> {
            line.request();
            line.answer("ok");
            line.socket.close();
            closed.await(10, TimeUnit.SECONDS);
        })) {
            for (int i = 0; i < 50; i++) {
                assertEquals("ok", Expect.text(upstream, Expect.post(server.uri("/"), "{}")));
                closed.await(10, TimeUnit.SECONDS);
            }
            assertEquals(50, server.requests());
        }
    }

    @Test
    void oneOnWhichTheServerSpokeUnaskedIsNotUsed() throws Exception {
        CyclicBarrier spoken = new CyclicBarrier(2);
        try (LoopbackServer server = new LoopbackServer(line -> {
            line.request();
            line.answer("ok");
            line.send("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
            spoken.await(10, TimeUnit.SECONDS);
            line.awaitEnd();
        })) {
            for (int i = 0; i < 20; i++) {
                assertEquals("ok", Expect.text(upstream, Expect.post(server.uri("/"), "{}")));
                spoken.await(10, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void aPostIsNeverDoneTwice() throws Exception {
        AtomicInteger executed = new AtomicInteger();
        try (LoopbackServer server = everySecondRequestUnanswered(executed)) {
            int failed = 0;
            for (int i = 0; i < 40; i++) {
                try {
                    Expect.text(upstream, Expect.post(server.uri("/"), "{}"));
                } catch (FailureException problem) {
                    assertEquals(ErrorCode.STREAM_CUT, problem.failure().code());
                    failed++;
                }
            }
            assertEquals(40, executed.get());
            assertEquals(20, failed);
        }
    }

    @Test
    void whatMayBeRepeatedIsSentOnceMore() throws Exception {
        AtomicInteger executed = new AtomicInteger();
        try (LoopbackServer server = everySecondRequestUnanswered(executed)) {
            for (int i = 0; i < 20; i++) {
                assertEquals("ok", Expect.text(upstream, Expect.post(server.uri("/"), "{}").mayRepeat()));
            }
            // One that is answered, then each of the others twice, once in vain.
            assertEquals(39, executed.get());
        }
    }

    @Test
    void aNewConnectionIsNoReasonToRepeat() throws Exception {
        AtomicInteger executed = new AtomicInteger();
        try (LoopbackServer server = new LoopbackServer(line -> {
            line.request();
            executed.incrementAndGet();
        })) {
            Expect.failure(ErrorCode.STREAM_CUT,
                    () -> Expect.text(upstream, UpstreamRequest.get(server.uri("/"), Map.of())));
            assertEquals(1, executed.get());
        }
    }

    @Test
    void anAnswerThatBeganIsNoReasonToRepeat() throws Exception {
        try (LoopbackServer server = new LoopbackServer(line -> {
            line.request();
            line.answer("ok");
            line.request();
            line.send("HTTP/1.1 2");
        })) {
            assertEquals("ok", Expect.text(upstream, server.uri("/")));
            Expect.failure(ErrorCode.STREAM_CUT, () -> Expect.text(upstream, server.uri("/")));
            assertEquals(2, server.requests());
        }
    }

    @Test
    void theServerSaysHowLongItIsKept() throws Exception {
        try (LoopbackServer server = new LoopbackServer(line -> {
            while (line.request()) {
                line.send("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=0\r\nContent-Length: 0\r\n\r\n");
            }
        })) {
            Expect.text(upstream, server.uri("/"));
            Expect.text(upstream, server.uri("/"));
            assertEquals(2, server.connections());
        }
    }

    @Test
    void theServerMaySayThatItCloses() throws Exception {
        try (LoopbackServer server = new LoopbackServer(line -> {
            line.request();
            line.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
            line.awaitEnd();
        })) {
            for (int i = 0; i < 3; i++) {
                assertEquals("ok", Expect.text(upstream, server.uri("/")));
            }
            assertEquals(3, server.connections());
        }
    }

    @Test
    void anIdleOneIsClosedWithoutAnotherCall() throws Exception {
        try (Upstream brief = new Upstream(Limits.usual().idle(Duration.ofMillis(100)));
                LoopbackServer server = new LoopbackServer(line -> {
                    line.request();
                    line.answer("ok");
                    line.awaitEnd();
                })) {
            assertEquals("ok", Expect.text(brief, server.uri("/")));
            assertEquals("closed", server.end());
        }
    }

    @Test
    void theLastUsedOneIsUsedNext() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        try (LoopbackServer server = new LoopbackServer(line -> {
            while (line.request()) {
                both.countDown();
                assertTrue(both.await(10, TimeUnit.SECONDS));
                line.answer(Integer.toString(line.number));
            }
        })) {
            var one = Expect.virtually(() -> Expect.text(upstream, server.uri("/")));
            var two = Expect.virtually(() -> Expect.text(upstream, server.uri("/")));
            one.get(10, TimeUnit.SECONDS);
            two.get(10, TimeUnit.SECONDS);
            String last = Expect.text(upstream, server.uri("/"));
            for (int i = 0; i < 5; i++) {
                assertEquals(last, Expect.text(upstream, server.uri("/")));
            }
            assertEquals(2, server.connections());
        }
    }

    private static LoopbackServer everySecondRequestUnanswered(AtomicInteger executed) throws Exception {
        return new LoopbackServer(line -> {
            line.request();
            executed.incrementAndGet();
            line.answer("ok");
            line.request();
            executed.incrementAndGet();
        });
    }
}
