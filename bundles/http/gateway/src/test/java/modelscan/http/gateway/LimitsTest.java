package modelscan.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import modelscan.base.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies and heads that are too large, too slow, ambiguous or garbage. */
class LimitsTest {
    private final Rig rig = new Rig();

    @BeforeEach
    void echoLengths() {
        rig.data("POST", "/length", LimitsTest::length);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private static boolean length(HttpCall call) {
        call.answer(200, "text/plain", Integer.toString(call.body().length).getBytes());
        return true;
    }

    @Test
    void bodiesOfAnySizeUpToTheLimitComeWhole() throws IOException {
        try (RawClient client = rig.connect()) {
            for (int size : new int[] {0, 1, 4096, 8191, 8192, 8193, 70_000, 1 << 20}) {
                assertEquals("" + size, client.post("/length", "x".repeat(size)).answer().body());
            }
            client.send("POST /length HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "5\r\nhello\r\n".repeat(10_000) + "0\r\n\r\n");
            assertEquals("50000", client.answer().body());
        }
    }

    @Test
    void anAnnouncedBodyAboveTheLimitIsRefusedWithoutReadingIt() throws IOException {
        try (RawClient client = rig.connect()) {
            client.send("POST /length HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1048577\r\n\r\n");
            RawClient.Answer answer = client.answer();
            assertEquals("413 too_large", answer.status() + " " + Json.read(answer.body()).at("/error/code").asText());
            assertTrue(client.closed());
        }
    }

    @Test
    void aChunkedBodyIsRefusedWhenItGetsTooLarge() throws IOException {
        try (RawClient client = rig.connect()) {
            client.send("POST /length HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "100001\r\n" + "x".repeat(0x100001) + "\r\n");
            assertEquals(413, client.answer().status());
        }
    }

    @Test
    void aBodyIsOnlyAskedForWhenItIsWanted() throws IOException {
        try (RawClient client = rig.connect()) {
            client.send("POST /length HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertEquals(100, client.head().status());
            assertEquals("3", client.send("abc").answer().body());
        }
        try (RawClient client = rig.connect()) {
            client.send("POST /nowhere HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertEquals(404, client.answer().status());
        }
    }

    @Test
    void slowBodiesAndSlowHeadsAreCut() throws IOException {
        Settings.Times hasty = new Settings.Times(Rig.TIMES.idle(), Duration.ofMillis(200),
                new Settings.Pace(Duration.ofMillis(200), 1 << 20), Rig.TIMES.drain());
        try (Rig impatient = new Rig(Rig.LIMITS, hasty)) {
            impatient.data("POST", "/length", LimitsTest::length);
            try (RawClient client = impatient.connect()) {
                client.send("POST /length HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc");
                assertEquals(408, client.answer().status());
                assertTrue(client.closed());
            }
            try (RawClient client = impatient.connect()) {
                assertTrue(client.send("GET /length HTTP/1.1\r\nHost: loc").closed());
            }
            try (RawClient client = impatient.connect()) {
                // Answered once before: the clock runs for every head anew.
                assertEquals("0", client.post("/length", "").answer().body());
                assertTrue(client.send("GET /length HTTP/1.1\r\nHost: loc").closed());
            }
        }
    }

    @Test
    void aHeadAboveTheLimitIsRefused() throws IOException {
        try (RawClient client = rig.connect()) {
            RawClient.Answer answer = client.get("/length", "x-long: " + "x".repeat(9000)).answer();
            assertEquals(431, answer.status());
            assertEquals("too_large", Json.read(answer.body()).at("/error/code").asText());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        "POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /length HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST /length HTTP/1.1\r\nHost: a\r\nContent-Length : 3\r\n\r\nabc",
        "POST /length HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc",
        "POST /length HTTP/1.1\r\nHost: a\r\n folded: 1\r\n\r\n",
        "GET /length HTTP/1.1\r\n\r\n",
        "GET /length HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /a%00b HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /\u00e4 HTTP/1.1\r\nHost: a\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n"})
    void ambiguousOrBrokenRequestsAreRefusedAndTheConnectionIsClosed(String bytes) throws IOException {
        try (RawClient client = rig.connect()) {
            RawClient.Answer answer = client.send(bytes).answer();
            assertEquals(400, answer.status());
            assertEquals("invalid_request_error", Json.read(answer.body()).at("/error/type").asText());
            assertFalse(answer.body().contains("Exception"), answer.body());
        }
    }

    @Test
    void randomBytesNeverBringItDown() throws IOException {
        Random random = new Random(4711);
        for (int i = 0; i < 300; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            try (RawClient client = rig.connect()) {
                client.send(new String(noise, java.nio.charset.StandardCharsets.ISO_8859_1) + "\r\n\r\n");
            }
        }
        try (RawClient client = rig.connect()) {
            assertEquals("2", client.post("/length", "ok").answer().body());
        }
    }
}
