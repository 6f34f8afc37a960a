package modelscan.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that go away, and clients that only seem to. */
class DisconnectTest {
    private final Rig rig = new Rig();
    private final Script script = new Script();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private int watches;

    @AfterEach
    void stop() {
        rig.close();
    }

    private RawClient client() {
        rig.data("POST", "/words", Words.before(exchange -> {
            exchange.cancellation().onCancel(cancelled::countDown);
            asked.countDown();
            return script;
        }));
        return rig.connect();
    }

    private void assertCancelled() throws InterruptedException {
        assertTrue(cancelled.await(10, TimeUnit.SECONDS), "the exchange is cancelled");
        assertTrue(script.closed.await(10, TimeUnit.SECONDS), "the reply is closed");
    }

    @Test
    void leavingBeforeTheFirstByteCancels() throws Exception {
        RawClient client = client().post("/words", "model");
        ReceptionTest.await(asked);
        client.close();
        assertCancelled();
    }

    @Test
    void leavingASilentStreamCancels() throws Exception {
        RawClient client = client().post("/words", "!model");
        script.say("one");
        client.head();
        assertEquals("one\n", client.chunk());
        client.close();
        assertCancelled();
    }

    @Test
    void resettingCancels() throws Exception {
        RawClient client = client().post("/words", "!model");
        ReceptionTest.await(asked);
        client.reset();
        assertCancelled();
    }

    @Test
    void aHalfClosedClientCountsAsGone() throws Exception {
        try (RawClient client = client().post("/words", "!model")) {
            ReceptionTest.await(asked);
            client.finishSending();
            assertCancelled();
            assertTrue(client.closed());
        }
    }

    @Test
    void leavingCancelsAlsoWhenRequestsWereSentAhead() throws Exception {
        RawClient client = client().post("/words", "!model");
        ReceptionTest.await(asked);
        client.post("/words", "!second");
        client.close();
        assertCancelled();
    }

    @Test
    void requestsSentAheadOfASlowOneAreAnsweredInOrder() throws Exception {
        rig.data("GET", "/fast/{n}", call -> Rig.text("fast " + call.variables().get("n")).serve(call));
        try (RawClient client = client().post("/words", "model")) {
            ReceptionTest.await(asked);
            client.get("/fast/1").post("/words/none", "x".repeat(500)).get("/fast/2");
            watchOnce();
            script.say("slow").end();
            assertEquals("slow", client.answer().body());
            assertEquals("fast 1", client.answer().body());
            assertEquals(404, client.answer().status());
            assertEquals("fast 2", client.answer().body());
        }
    }

    /** Lets the watch see another, later client leave; so it has seen before what there was to see. */
    private void watchOnce() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        String path = "/other/" + watches++;
        rig.data("GET", path, call -> {
            call.cancellation().onCancel(seen::countDown);
            inside.countDown();
            ReceptionTest.await(seen);
            return true;
        });
        RawClient other = rig.connect().get(path);
        ReceptionTest.await(inside);
        other.close();
        assertTrue(seen.await(10, TimeUnit.SECONDS));
    }

    @Test
    void manyMoreRequestsAheadThanAreKeptAreAnsweredToo() throws Exception {
        rig.data("GET", "/fast/{n}", call -> Rig.text("fast " + call.variables().get("n")).serve(call));
        try (RawClient client = client().post("/words", "model")) {
            ReceptionTest.await(asked);
            for (int i = 0; i < 500; i++) {
                client.get("/fast/" + i);
            }
            watchOnce();
            script.say("slow").end();
            assertEquals("slow", client.answer().body());
            for (int i = 0; i < 500; i++) {
                assertEquals("fast " + i, client.answer().body());
            }
        }
    }

    @Test
    void aWatchedConnectionIsUsedAgain() throws Exception {
        SynchronousQueue<Script> scripts = new SynchronousQueue<>();
        rig.data("POST", "/turns", Words.before(exchange -> {
            Script turn = new Script();
            if (!offered(scripts, turn)) {
                throw new IllegalStateException("nobody takes the script");
            }
            return turn;
        }));
        try (RawClient client = rig.connect()) {
            for (int i = 0; i < 5; i++) {
                client.post("/turns", "model");
                Script turn = scripts.poll(10, TimeUnit.SECONDS);
                watchOnce();
                turn.say("turn " + i).end();
                assertEquals("turn " + i, client.answer().body());
            }
        }
    }

    private static boolean offered(SynchronousQueue<Script> scripts, Script script) {
        try {
            return scripts.offer(script, 10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void aConnectionTickedAllTheTimeIsUsedAThousandTimes() throws IOException {
        rig.data("GET", "/ticked", call -> {
            rig.tick();
            rig.tick();
            return Rig.text("hi").serve(call);
        });
        try (RawClient client = rig.connect()) {
            for (int i = 0; i < 1000; i++) {
                assertEquals("hi", client.get("/ticked").answer().body());
            }
        }
    }

    @Test
    void aStreamSilentForLongerThanTheIdleTimeGoesOn() throws Exception {
        Settings.Times hasty = new Settings.Times(Duration.ofMillis(100), Rig.TIMES.head(), Rig.TIMES.body(),
                Rig.TIMES.drain());
        try (Rig impatient = new Rig(Rig.LIMITS, hasty)) {
            impatient.data("POST", "/words", Words.before(exchange -> script));
            try (RawClient client = impatient.connect().post("/words", "!model"); RawClient other = impatient.connect()) {
                script.say("one");
                client.head();
                assertEquals("one\n", client.chunk());
                // Another connection, opened later and silent, is closed: so the idle time of this one is over as well.
                assertTrue(other.closed());
                assertTrue(impatient.connect().closed());
                script.say("two").end();
                assertTrue(client.chunk().startsWith("two\n"));
            }
        }
    }
}
