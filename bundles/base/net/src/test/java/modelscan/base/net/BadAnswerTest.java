package modelscan.base.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadAnswerTest {
    private static final String PLAIN = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789";
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n0123\r\n6\r\n456789\r\n0\r\n\r\n";

    private final Upstream upstream = new Upstream(Limits.usual().largestAnswer(100_000));

    @AfterEach
    void close() {
        upstream.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, CHUNKED})
    void isTheSameHoweverItIsSplit(String whole) throws Exception {
        for (int at = 1; at < whole.length(); at++) {
            int split = at;
            try (LoopbackServer server = new LoopbackServer(line -> {
                line.request();
                line.send(whole.substring(0, split));
                Thread.yield();
                line.send(whole.substring(split));
            })) {
                assertEquals("0123456789", Expect.text(upstream, server.uri("/")), "split at " + at);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, CHUNKED})
    void isNeverCompleteWhenCut(String whole) throws Exception {
        // Within the line that ends the last chunk everything is there already; the library does not wait for the rest.
        int last = whole.equals(PLAIN) ? whole.length() : whole.indexOf("0\r\n\r\n");
        for (int at = 0; at < last; at++) {
            try (LoopbackServer server = answering(whole.substring(0, at))) {
                ErrorCode code = codeOf(server);
                assertTrue(Set.of(ErrorCode.STREAM_CUT, ErrorCode.PROVIDER_GARBAGE).contains(code), at + ": " + code);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, CHUNKED})
    void tellsACutBodyFromOneThatIsNotHttp(String whole) throws Exception {
        String cut = whole.substring(0, whole.indexOf("012") + 3);
        try (LoopbackServer server = answering(cut)) {
            assertEquals(ErrorCode.STREAM_CUT, codeOf(server));
        }
        try (LoopbackServer server = new LoopbackServer(line -> {
            line.request();
            line.send(cut);
            line.reset();
        })) {
            assertEquals(ErrorCode.STREAM_CUT, codeOf(server));
        }
    }

    @Test
    void givesWhatCameBeforeTheCut() throws Exception {
        try (LoopbackServer server = answering(PLAIN.substring(0, PLAIN.length() - 4));
                UpstreamAnswer answer = upstream.call(UpstreamRequest.get(server.uri("/"), Map.of())).send()) {
            assertEquals("012345", new String(answer.body().readNBytes(6)));
            String message = Expect.failure(ErrorCode.STREAM_CUT, () -> answer.body().read()).message();
            assertTrue(message.endsWith("broke off before the end of its answer"), message);
        }
    }

    @Test
    void refusesWhatIsNotHttp() throws Exception {
        String[] answers = {"SSH-2.0-OpenSSH_9.2\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nabc\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabcdef\r\n"};
        for (String answer : answers) {
            try (LoopbackServer server = answering(answer)) {
                assertEquals(ErrorCode.PROVIDER_GARBAGE, codeOf(server), answer);
            }
        }
    }

    @Test
    void survivesNoise() throws Exception {
        Random random = new Random(42);
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[random.nextInt(600)];
            random.nextBytes(noise);
            byte[] head = (i % 2 == 0 ? "" : CHUNKED.substring(0, 20 + random.nextInt(30))).getBytes();
            try (LoopbackServer server = new LoopbackServer(line -> {
                line.request();
                line.send(head);
                line.send(noise);
            })) {
                ErrorCode code = codeOf(server);
                assertTrue(Set.of(ErrorCode.STREAM_CUT, ErrorCode.PROVIDER_GARBAGE).contains(code), i + ": " + code);
            }
        }
    }

    @Test
    void refusesTooManyHeaders() throws Exception {
        try (LoopbackServer server = new LoopbackServer(line -> {
            line.request();
            line.send("HTTP/1.1 200 OK\r\n");
            for (int i = 0; i < 1_000_000; i++) {
                line.send("x-" + i + ": y\r\n");
            }
        })) {
            assertEquals(ErrorCode.PROVIDER_GARBAGE, codeOf(server));
        }
    }

    @Test
    void refusesAHeaderWithoutEnd() throws Exception {
        try (LoopbackServer server = new LoopbackServer(line -> {
            line.request();
            line.send("HTTP/1.1 200 OK\r\nx: ");
            for (int i = 0; i < 1_000_000; i++) {
                line.send("yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy");
            }
        })) {
            assertEquals(ErrorCode.PROVIDER_GARBAGE, codeOf(server));
        }
    }

    @Test
    void doesNotListenToInformationForEver() throws Exception {
        try (LoopbackServer server = new LoopbackServer(line -> {
            line.request();
            for (int i = 0; i < 100_000_000; i++) {
                line.send("HTTP/1.1 102 Processing\r\n\r\n");
            }
        })) {
            UpstreamRequest request = UpstreamRequest.get(server.uri("/"), Map.of())
                    .patience(Patience.usual().firstByte(Duration.ofMillis(300)));
            Expect.failure(ErrorCode.PROVIDER_TIMEOUT, () -> Expect.text(upstream, request));
        }
    }

    @Test
    void refusesAnAnnouncedLengthThatIsTooLarge() throws Exception {
        try (LoopbackServer server = answering("HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\n")) {
            Expect.failure(ErrorCode.PROVIDER_GARBAGE,
                    () -> upstream.call(UpstreamRequest.get(server.uri("/"), Map.of())).send());
        }
    }

    @Test
    void refusesABodyThatGrowsTooLarge() throws Exception {
        try (LoopbackServer server = new LoopbackServer(line -> {
            line.request();
            line.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 1_000_000; i++) {
                line.send("5\r\nabcde\r\n");
            }
        })) {
            assertEquals(ErrorCode.PROVIDER_GARBAGE, codeOf(server));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, CHUNKED})
    void readsNoMoreThanAsked(String whole) throws Exception {
        try (LoopbackServer server = answering(whole)) {
            for (int most : new int[] {0, 1, 9}) {
                try (UpstreamAnswer answer = upstream.call(UpstreamRequest.get(server.uri("/"), Map.of())).send()) {
                    Expect.failure(ErrorCode.PROVIDER_GARBAGE, () -> answer.bytes(most));
                }
            }
            try (UpstreamAnswer answer = upstream.call(UpstreamRequest.get(server.uri("/"), Map.of())).send()) {
                assertEquals(10, answer.bytes(10).length);
            }
        }
    }

    private ErrorCode codeOf(LoopbackServer server) {
        try {
            String text = Expect.text(upstream, server.uri("/"));
            throw new AssertionError("it was taken for an answer: " + text);
        } catch (FailureException problem) {
            assertNotEquals("", problem.failure().message());
            return problem.failure().code();
        }
    }

    private static LoopbackServer answering(String bytes) throws IOException {
        return new LoopbackServer(line -> {
            line.request();
            line.send(bytes);
        });
    }
}
