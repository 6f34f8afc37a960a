package modelscan.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ReceptionTest {
    private final Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void answersWithItsIdAndLengthAndKeepsTheConnection() throws IOException {
        rig.data("GET", "/hello", Rig.text("hi"));
        try (RawClient client = rig.connect()) {
            RawClient.Answer first = client.get("/hello", "x-request-id: forged").answer();
            RawClient.Answer second = client.get("/hello").answer();
            assertEquals("200 hi 2 text/plain", first.status() + " " + first.body() + " " + first.header("content-length")
                    + " " + first.header("content-type"));
            assertTrue(first.header("x-modelscan-request-id").startsWith("ms-"));
            assertEquals(first.header("x-request-id"), first.header("x-modelscan-request-id"));
            assertNotEquals(first.header("x-request-id"), second.header("x-request-id"));
            assertNull(first.header("server"));
        }
    }

    @Test
    void unknownPathAndWrongMethodAreAnsweredInTheShapeOfTheListener() throws IOException {
        rig.data("POST", "/v1/things", Rig.text("made"));
        try (RawClient client = rig.connect()) {
            RawClient.Answer unknown = client.get("/nowhere").answer();
            assertEquals(404, unknown.status());
            assertEquals("not_found", Json.read(unknown.body()).at("/error/code").asText());
            RawClient.Answer wrong = client.get("/v1/things").answer();
            assertEquals(405, wrong.status());
            assertEquals("OPTIONS, POST", wrong.header("allow"));
            RawClient.Answer options = client.send("OPTIONS /v1/things HTTP/1.1\r\nHost: localhost\r\n\r\n").answer();
            assertEquals("200 OPTIONS, POST", options.status() + " " + options.header("allow"));
        }
    }

    @Test
    void headIsGetWithoutTheBody() throws IOException {
        rig.data("GET", "/hello", Rig.text("hi"));
        try (RawClient client = rig.connect()) {
            RawClient.Answer head = client.send("HEAD /hello HTTP/1.1\r\nHost: localhost\r\n\r\n").head();
            assertEquals("200 2", head.status() + " " + head.header("content-length"));
            assertEquals("hi", client.get("/hello").answer().body());
        }
    }

    @Test
    void encodedSlashesReachTheEndpointAndClimbingDoesNot() throws IOException {
        rig.data("GET", "/v1/models/{id...}", call -> {
            call.answer(200, "text/plain", (call.variables().get("id") + " " + call.path()).getBytes());
            return true;
        });
        try (RawClient client = rig.connect()) {
            assertEquals("groq/llama /v1/models/groq/llama", client.get("/v1/models/groq%2Fllama").answer().body());
            assertEquals("groq/llama /v1/models/groq/llama", client.get("/v1/models/groq/llama").answer().body());
            assertEquals(400, client.get("/v1/models/../secrets").answer().status());
            assertEquals(400, client.get("/v1/models/a%2F..%2Fb").answer().status());
        }
        try (RawClient client = rig.connect()) {
            assertEquals(400, client.get("/v1/models/%2e%2e/secrets").answer().status());
        }
    }

    @Test
    void failuresBecomeErrorAnswersAndBugsTellNothing() throws IOException {
        rig.data("GET", "/limited", call -> {
            throw new FailureException(Failure.of(ErrorCode.RATE_LIMITED, "slower").after(Duration.ofMillis(1200)));
        });
        rig.data("GET", "/bug", call -> {
            throw new IllegalStateException("internal detail");
        });
        rig.data("GET", "/io", call -> {
            throw new IOException("internal detail");
        });
        rig.data("GET", "/link", call -> {
            throw new NoClassDefFoundError("internal detail");
        });
        rig.data("GET", "/silent", call -> true);
        try (RawClient client = rig.connect()) {
            RawClient.Answer limited = client.get("/limited").answer();
            assertEquals("429 2 slower", limited.status() + " " + limited.header("retry-after") + " "
                    + Json.read(limited.body()).at("/error/message").asText());
            for (String path : new String[] {"/bug", "/io", "/link", "/silent"}) {
                RawClient.Answer bug = client.get(path).answer();
                assertEquals(500, bug.status(), path);
                assertFalse(bug.body().contains("internal detail"), path);
            }
        }
    }

    @Test
    void anAnswerThatIsLeftOpenOrBreaksIsCut() throws IOException {
        rig.data("GET", "/open", call -> {
            begin(call);
            return true;
        });
        rig.data("GET", "/breaks", call -> {
            begin(call);
            throw new IllegalStateException("in the middle");
        });
        for (String path : new String[] {"/open", "/breaks"}) {
            try (RawClient client = rig.connect()) {
                assertEquals(200, client.get(path).head().status());
                assertEquals("x", client.chunk());
                Assertions.assertThrows(IOException.class, client::chunk, path);
            }
        }
    }

    @Test
    void aBugBeforeTheFirstByteIsAnErrorAnswerEvenWhenTheAnswerWasBegun() throws IOException {
        rig.data("GET", "/begun", call -> {
            call.begin(200, "text/plain").write('x');
            throw new FailureException(Failure.of(ErrorCode.CONFLICT, "no"));
        });
        try (RawClient client = rig.connect()) {
            RawClient.Answer answer = client.get("/begun").answer();
            assertEquals("409 application/json", answer.status() + " " + answer.header("content-type"));
        }
    }

    @Test
    void streamsInChunksWhenFlushedAndWithLengthWhenNot() throws IOException {
        rig.data("GET", "/flushed", call -> {
            OutputStream out = call.begin(200, "text/plain");
            out.write("one".getBytes());
            out.flush();
            out.write("two".getBytes());
            out.close();
            return true;
        });
        rig.data("GET", "/gathered", call -> {
            OutputStream out = call.begin(200, "text/plain");
            out.write("one".getBytes());
            out.write("two".getBytes());
            out.close();
            return true;
        });
        rig.data("GET", "/large", call -> {
            OutputStream out = call.begin(200, "text/plain");
            for (int i = 0; i < 1000; i++) {
                out.write("0123456789".repeat(10).getBytes());
            }
            out.write("x".repeat(100_000).getBytes());
            out.close();
            return true;
        });
        try (RawClient client = rig.connect()) {
            client.get("/flushed").head();
            assertEquals("one two", client.chunk() + " " + client.chunk());
            assertEquals("", client.chunk());
            assertEquals("6", client.get("/gathered").answer().header("content-length"));
            assertEquals(200_000, client.get("/large").answer().body().length());
        }
    }

    @Test
    void aTargetThatIsAboutToGoIsAskedAgainInTheNewTable() throws IOException {
        rig.data("GET", "/moving", call -> {
            rig.data("GET", "/other", Rig.text("unused"));
            return call.headers().containsKey("x-never");
        });
        try (RawClient client = rig.connect()) {
            assertEquals(503, client.get("/moving").answer().status());
        }
    }

    @Test
    void moreCallsThanAllowedAreSentAway() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (Rig small = new Rig(new Settings.Limits(8 << 10, 1, 100), Rig.TIMES)) {
            small.data("GET", "/slow", call -> {
                inside.countDown();
                await(go);
                return Rig.text("done").serve(call);
            });
            try (RawClient first = small.connect(); RawClient second = small.connect()) {
                first.get("/slow");
                assertTrue(inside.await(20, TimeUnit.SECONDS));
                RawClient.Answer refused = second.get("/slow").answer();
                assertEquals("503 1", refused.status() + " " + refused.header("retry-after"));
                go.countDown();
                assertEquals("done", first.answer().body());
                assertEquals("done", first.get("/slow").answer().body());
            }
        }
    }

    @Test
    void closingLetsRunningCallsFinish() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        rig.data("GET", "/slow", call -> {
            inside.countDown();
            await(go);
            return Rig.text("done").serve(call);
        });
        try (RawClient client = rig.connect()) {
            client.get("/slow");
            assertTrue(inside.await(20, TimeUnit.SECONDS));
            Thread closing = Thread.startVirtualThread(closing(rig));
            go.countDown();
            assertEquals("done", client.answer().body());
            assertTrue(client.closed());
            closing.join();
        }
    }

    @Test
    void closingCutsWhatTakesTooLong() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        Settings.Times hasty = new Settings.Times(Rig.TIMES.idle(), Rig.TIMES.head(), Rig.TIMES.body(), Duration.ofMillis(1));
        try (Rig small = new Rig(Rig.LIMITS, hasty)) {
            small.data("GET", "/endless", call -> {
                call.cancellation().onCancel(cancelled::countDown);
                inside.countDown();
                await(cancelled);
                return true;
            });
            try (RawClient client = small.connect()) {
                client.get("/endless");
                assertTrue(inside.await(20, TimeUnit.SECONDS));
                closing(small).run();
                assertTrue(cancelled.await(20, TimeUnit.SECONDS));
                Assertions.assertThrows(EOFException.class, client::answer);
            }
        }
    }

    /** Begins an answer and never ends it. */
    @SuppressWarnings("resource")
    private static void begin(HttpCall call) throws IOException {
        OutputStream out = call.begin(200, "text/plain");
        out.write('x');
        out.flush();
    }

    private static Runnable closing(Rig rig) {
        return rig::close;
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("waited too long");
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
