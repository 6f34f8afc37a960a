package modelscan.base.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import modelscan.api.model.ErrorCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static Certificate ours;
    private static Certificate strangers;

    @BeforeAll
    static void certificates(@TempDir Path folder) throws Exception {
        ours = Certificate.of(folder, "ip:127.0.0.1");
        strangers = Certificate.of(folder, "dns:stranger.example");
    }

    @Test
    void answersOverOneConnection() throws Exception {
        try (Upstream upstream = trusting(ours); LoopbackServer server = server(ours, line -> line.answerAll("secure"))) {
            for (int i = 0; i < 20; i++) {
                assertEquals("secure", Expect.text(upstream, Expect.post(server.uri("/"), "{}")));
            }
            assertEquals(1, server.connections());
        }
    }

    @Test
    void refusesACertificateThatIsNotTrusted() throws Exception {
        try (Upstream upstream = new Upstream(Limits.usual()); LoopbackServer server = server(ours, line -> line.answerAll("x"))) {
            assertTrue(refused(upstream, server).endsWith("its certificate is not trusted"));
            assertEquals(0, server.requests());
        }
    }

    @Test
    void refusesACertificateForAnotherHost() throws Exception {
        try (Upstream upstream = trusting(strangers);
                LoopbackServer server = server(strangers, line -> line.answerAll("x"))) {
            assertTrue(refused(upstream, server).endsWith("its certificate is for another host"));
            assertEquals(0, server.requests());
        }
    }

    @Test
    void saysThatTheOtherSideDoesNotSpeakIt() throws Exception {
        try (Upstream upstream = trusting(ours); LoopbackServer plain = new LoopbackServer(line -> {
            line.in().read();
            line.send("HTTP/1.1 400 Bad Request\r\n\r\n");
        })) {
            java.net.URI uri = java.net.URI.create("https://127.0.0.1:" + plain.uri("/").getPort() + "/");
            Expect.failure(ErrorCode.PROVIDER_UNREACHABLE, () -> Expect.text(upstream, uri));
        }
    }

    @Test
    void aConnectionThatTheServerClosedIsNotUsed() throws Exception {
        CyclicBarrier closed = new CyclicBarrier(2);
        try (Upstream upstream = trusting(ours); LoopbackServer server = server(ours, line -> {
            line.request();
            line.answer("ok");
            line.socket.close();
            closed.await(10, TimeUnit.SECONDS);
        })) {
            for (int i = 0; i < 10; i++) {
                assertEquals("ok", Expect.text(upstream, Expect.post(server.uri("/"), "{}")));
                closed.await(10, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void aCutIsSeen() throws Exception {
        try (Upstream upstream = trusting(ours); LoopbackServer server = server(ours, line -> {
            line.request();
            line.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab");
        })) {
            Expect.failure(ErrorCode.STREAM_CUT, () -> Expect.text(upstream, server.uri("/")));
        }
    }

    @Test
    void aBodyWithoutLengthEndsOnlyWithTheGoodbyeOfTls() throws Exception {
        try (Upstream upstream = trusting(ours); LoopbackServer server = server(ours, line -> {
            line.request();
            line.send("HTTP/1.1 200 OK\r\n\r\nto the end");
        })) {
            assertEquals("to the end", Expect.text(upstream, server.uri("/")));
        }
    }

    @Test
    void abortsWhileTheBodyIsRead() throws Exception {
        try (Upstream upstream = trusting(ours); LoopbackServer server = server(ours, line -> {
            line.request();
            line.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab");
            line.awaitEnd();
        })) {
            UpstreamCall call = upstream.call(UpstreamRequest.get(server.uri("/"), Map.of()));
            UpstreamAnswer answer = call.send();
            answer.body().readNBytes(2);
            CompletableFuture<Integer> reading = Expect.virtually(() -> Expect.read(answer));
            call.abort();
            Expect.failure(ErrorCode.CANCELLED, reading);
            assertNotEquals("more bytes", server.end());
        }
    }

    @Test
    void goesThroughAProxy() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy("");
                Upstream upstream = new Upstream(Limits.usual(), ProxyRules.through(proxy.uri(), List.of()), ours.trust());
                LoopbackServer server = server(ours, line -> line.answerAll("tunnel"))) {
            for (int i = 0; i < 3; i++) {
                assertEquals("tunnel", Expect.text(upstream, Expect.post(server.uri("/"), "{}")));
            }
            assertEquals(List.of("CONNECT 127.0.0.1:" + server.uri("/").getPort()), proxy.asked());
            assertEquals(1, server.connections());
        }
    }

    private static String refused(Upstream upstream, LoopbackServer server) {
        return Expect.failure(ErrorCode.PROVIDER_UNREACHABLE, () -> Expect.text(upstream, server.uri("/"))).message();
    }

    private static Upstream trusting(Certificate certificate) throws Exception {
        return new Upstream(Limits.usual(), ProxyRules.none(), certificate.trust());
    }

    private static LoopbackServer server(Certificate certificate, LoopbackServer.Behaviour behaviour) throws Exception {
        return new LoopbackServer("https", certificate.listener(), behaviour);
    }
}
