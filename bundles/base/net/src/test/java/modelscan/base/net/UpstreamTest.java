package modelscan.base.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import modelscan.api.model.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpstreamTest {
    private final Upstream upstream = new Upstream(Limits.usual());

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void getsAnAnswer() throws Exception {
        try (LoopbackServer server = LoopbackServer.saying("hello")) {
            assertEquals("hello", Expect.text(upstream, server.uri("/v1/models?limit=2")));
            String head = server.seen().toLowerCase(Locale.ROOT);
            assertTrue(head.startsWith("get /v1/models?limit=2 http/1.1\r\n"), head);
            assertTrue(head.contains("host: 127.0.0.1:" + server.uri("/").getPort() + "\r\n"), head);
            assertTrue(head.contains("user-agent: modelscan\r\n"), head);
            assertFalse(head.contains("accept-encoding"), head);
            assertFalse(head.contains("content-length"), head);
        }
    }

    @Test
    void postsABodyWithItsHeaders() throws Exception {
        try (LoopbackServer server = LoopbackServer.saying("ok")) {
            UpstreamRequest request = UpstreamRequest.post(server.uri("/v1/chat"),
                    Map.of("authorization", "Bearer k", "content-type", "application/json", "user-agent", "mine"),
                    "{\"a\":1}".getBytes());
            assertEquals("ok", Expect.text(upstream, request));
            String seen = server.seen().toLowerCase(Locale.ROOT);
            assertTrue(seen.startsWith("post /v1/chat http/1.1\r\n"), seen);
            assertTrue(seen.contains("authorization: bearer k\r\n"), seen);
            assertTrue(seen.contains("content-type: application/json\r\n"), seen);
            assertTrue(seen.contains("content-length: 7\r\n"), seen);
            assertTrue(seen.contains("user-agent: mine\r\n") && !seen.contains("modelscan"), seen);
            assertTrue(seen.endsWith("\r\n\r\n{\"a\":1}"), seen);
        }
    }

    @Test
    void sendsAnEmptyPostWithItsLength() throws Exception {
        try (LoopbackServer server = LoopbackServer.saying("ok")) {
            assertEquals("ok", Expect.text(upstream, UpstreamRequest.post(server.uri(""), Map.of(), new byte[0])));
            String seen = server.seen().toLowerCase(Locale.ROOT);
            assertTrue(seen.startsWith("post / http/1.1\r\n") && seen.contains("content-length: 0\r\n"), seen);
        }
    }

    @Test
    void sendsSmallBodiesTogetherWithTheHead() throws Exception {
        try (LoopbackServer server = new LoopbackServer(line -> {
            byte[] first = new byte[8192];
            int read = line.socket.getInputStream().read(first);
            line.answer(new String(first, 0, read).endsWith("whole body") ? "together" : "apart");
        })) {
            assertEquals("together", Expect.text(upstream, Expect.post(server.uri("/"), "a whole body")));
        }
    }

    @Test
    void sendsAndReadsLargeBodies() throws Exception {
        byte[] large = new byte[5_000_000];
        new Random(7).nextBytes(large);
        try (LoopbackServer server = new LoopbackServer(line -> {
            line.head();
            byte[] body = line.in().readNBytes(large.length);
            line.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n");
            line.send(body);
        }); UpstreamAnswer answer = upstream.call(UpstreamRequest.post(server.uri("/"), Map.of(), large)).send()) {
            assertArrayEquals(large, answer.bytes(large.length));
        }
    }

    @Test
    void reusesItsConnection() throws Exception {
        try (LoopbackServer server = LoopbackServer.saying("again")) {
            for (int i = 0; i < 5; i++) {
                assertEquals("again", Expect.text(upstream, Expect.post(server.uri("/"), "{}")));
            }
            assertEquals(5, server.requests());
            assertEquals(1, server.connections());
        }
    }

    @Test
    void readsPiecesAsTheyCome() throws Exception {
        try (LoopbackServer server = new LoopbackServer(line -> {
            line.request();
            line.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            line.send("3\r\none\r\n");
            line.request();
        }); UpstreamAnswer answer = upstream.call(Expect.post(server.uri("/"), "{}")).send()) {
            assertEquals(Optional.of("text/event-stream"), answer.header("content-type"));
            byte[] buffer = new byte[100];
            assertEquals(3, answer.body().read(buffer));
            assertEquals("one", new String(buffer, 0, 3));
        }
    }

    @Test
    void readsTheHeadersOfAnAnswer() throws Exception {
        try (LoopbackServer server = answering("HTTP/1.1 429 Slow\r\nX-A: 1\r\nRetry-After: 7\r\nx-a: 2\r\n"
                + "Content-Length: 2\r\n\r\nno"); UpstreamAnswer answer = get(server)) {
            assertEquals(429, answer.status());
            assertEquals(Optional.of("7"), answer.header("retry-after"));
            assertEquals(Optional.empty(), answer.header("missing"));
            assertEquals(Map.of("x-a", "1, 2", "retry-after", "7", "content-length", "2"), answer.headers());
            assertEquals("no", new String(answer.bytes(2)));
        }
    }

    @Test
    void readsAnAnswerWithoutBody() throws Exception {
        try (LoopbackServer server = answering("HTTP/1.1 204 No Content\r\n\r\n"); UpstreamAnswer answer = get(server)) {
            assertEquals(0, answer.bytes(10).length);
            assertEquals(-1, answer.body().read());
        }
    }

    @Test
    void readsABodyThatEndsWithTheConnection() throws Exception {
        try (LoopbackServer server = answering("HTTP/1.1 200 OK\r\n\r\nto the end")) {
            assertEquals("to the end", Expect.text(upstream, server.uri("/")));
        }
    }

    @Test
    void passesOverInformation() throws Exception {
        try (LoopbackServer server = answering("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
            assertEquals("ok", Expect.text(upstream, server.uri("/")));
        }
    }

    @Test
    void followsNoRedirectAndKeepsNoCookie() throws Exception {
        try (LoopbackServer server = new LoopbackServer(line -> {
            while (line.request()) {
                line.send("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n");
            }
        })) {
            for (int i = 0; i < 2; i++) {
                try (UpstreamAnswer answer = get(server)) {
                    assertEquals(302, answer.status());
                    assertEquals(0, answer.bytes(1).length);
                }
                assertFalse(server.seen().toLowerCase(Locale.ROOT).contains("cookie"));
            }
            assertEquals(2, server.requests());
        }
    }

    @Test
    void unpacksNothing() throws Exception {
        try (LoopbackServer server = answering("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc")) {
            assertEquals("abc", Expect.text(upstream, server.uri("/")));
        }
    }

    @Test
    void headersCannotSmuggle() throws Exception {
        try (LoopbackServer server = LoopbackServer.saying("ok")) {
            Map<String, String> headers = Map.of("x-user", "a\r\nx-admin: yes");
            assertEquals("ok", Expect.text(upstream, UpstreamRequest.get(server.uri("/"), headers)));
            assertFalse(server.seen().contains("\nx-admin"));
        }
    }

    @Test
    void isSentOnce() throws Exception {
        try (LoopbackServer server = LoopbackServer.saying("ok")) {
            UpstreamCall call = upstream.call(UpstreamRequest.get(server.uri("/"), Map.of()));
            call.send().close();
            assertThrows(IllegalStateException.class, call::send);
        }
    }

    @Test
    void saysWhoRefusedTheConnection() throws IOException {
        ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        URI gone = URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/secret?key=secret");
        closed.close();
        String message = Expect.failure(ErrorCode.PROVIDER_UNREACHABLE, () -> Expect.text(upstream, gone)).message();
        assertEquals("127.0.0.1:" + gone.getPort() + " cannot be reached: the connection was refused", message);
    }

    @Test
    void saysWhichNameIsUnknown() {
        String message = Expect.failure(ErrorCode.PROVIDER_UNREACHABLE,
                () -> Expect.text(upstream, URI.create("http://no-such-host.invalid/"))).message();
        assertEquals("no-such-host.invalid cannot be reached: its name is not known", message);
    }

    @Test
    void findsHostsByName() throws Exception {
        try (LoopbackServer server = LoopbackServer.saying("by name")) {
            assertEquals("by name",
                    Expect.text(upstream, URI.create("http://localhost:" + server.uri("/").getPort() + "/")));
        }
    }

    @Test
    void refusesAddressesThatAreNotHttp() {
        for (String address : new String[] {"ftp://host/", "file:///etc/passwd", "/relative", "http:///nohost",
            "http://user:password@host/"}) {
            assertThrows(IllegalArgumentException.class, () -> UpstreamRequest.get(URI.create(address), Map.of()), address);
        }
    }

    @Test
    void showsNoSecrets() {
        UpstreamRequest request = UpstreamRequest.post(URI.create("https://api.example/v1?key=secret"),
                Map.of("authorization", "secret"), "secret".getBytes());
        assertEquals("POST https://api.example/v1", request.toString());
    }

    private UpstreamAnswer get(LoopbackServer server) {
        return upstream.call(UpstreamRequest.get(server.uri("/"), Map.of())).send();
    }

    private static LoopbackServer answering(String bytes) throws IOException {
        return new LoopbackServer(line -> {
            line.request();
            line.send(bytes);
        });
    }
}
