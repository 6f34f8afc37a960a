package modelscan.api.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
import org.junit.jupiter.api.Test;

class OperatorsTest {
    private static final Piece A = text("a");
    private static final Piece B = text("b");
    private static final Piece C = text("c");

    @Test
    void filterKeepsFailures() {
        Failure cut = Failure.of(ErrorCode.STREAM_CUT, "cut");
        Reply reply = Reply.of(delta("a"), delta("b"), new StreamEvent.Failed(cut)).filter(event -> !event.equals(delta("a")));
        assertEquals(List.of(delta("b"), new StreamEvent.Failed(cut)), events(reply));
    }

    @Test
    void batchGivesWhenThereAreEnoughOrTheOldestIsOldEnough() {
        Script script = new Script().at(0, A).at(5, B).at(10, C).at(200, A);
        Reply batched = new GatheredReply(script, GatheredReply.Rule.batch(3, Duration.ofMillis(100)));
        assertEquals(List.of(delta("abc")), batched.next().orElseThrow().events());
        assertEquals(List.of(delta("a")), batched.next().orElseThrow().events());
        assertEquals(Optional.empty(), batched.next());
        Script slow = new Script().at(0, A).at(60, B).at(120, C);
        Reply old = new GatheredReply(slow, GatheredReply.Rule.batch(10, Duration.ofMillis(100)));
        assertEquals(List.of(delta("ab")), old.next().orElseThrow().events());
    }

    @Test
    void throttleGivesTheFirstAtOnceAndThenKeepsItsDistance() {
        Script script = new Script().at(0, A).at(10, B).at(20, C).at(130, A);
        Reply throttled = new GatheredReply(script, GatheredReply.Rule.throttle(Duration.ofMillis(100)));
        assertSame(A, throttled.next().orElseThrow());
        assertEquals(List.of(delta("bc")), throttled.next().orElseThrow().events());
        assertEquals(100, script.millis());
        assertEquals(List.of(delta("a")), throttled.next().orElseThrow().events());
        assertEquals(Optional.empty(), throttled.next());
    }

    @Test
    void debounceWaitsForAPauseAndAFailureDoesNotWait() {
        Failure cut = Failure.of(ErrorCode.STREAM_CUT, "cut");
        Script script = new Script().at(0, A).at(40, B).at(300, C).at(310, Piece.failed(cut));
        Reply quiet = new GatheredReply(script, GatheredReply.Rule.debounce(Duration.ofMillis(100)));
        assertEquals(List.of(delta("ab")), quiet.next().orElseThrow().events());
        assertSame(C, quiet.next().orElseThrow());
        assertEquals(310, script.millis());
        assertEquals(Optional.of(cut), quiet.next().flatMap(Piece::failure));
    }

    @Test
    void aPieceThatTakesTooLongFailsAndClosesTheSource() {
        Script script = new Script().at(10, A).at(500, B);
        TimedReply timed = new TimedReply(script, Duration.ofMillis(100));
        assertSame(A, timed.next().orElseThrow());
        assertEquals(Optional.of(ErrorCode.PROVIDER_TIMEOUT), timed.next().flatMap(Piece::failure).map(Failure::code));
        assertEquals(Optional.empty(), timed.next());
        assertTrue(script.closed);
        assertEquals(Optional.of(ErrorCode.PROVIDER_TIMEOUT), timed.receipt().failure().map(Failure::code));
    }

    @Test
    void timeoutOverARealReplyThatNeverAnswersEndsItsThread() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Reply hanging = Reply.of(new Iterator<>() {
            @Override
            public boolean hasNext() {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException stopped) {
                    interrupted.countDown();
                }
                return false;
            }

            @Override
            public StreamEvent next() {
                throw new IllegalStateException();
            }
        }, closed::countDown);
        Reply timed = hanging.timeout(Duration.ofMillis(1));
        assertEquals(Optional.of(ErrorCode.PROVIDER_TIMEOUT), timed.next().flatMap(Piece::failure).map(Failure::code));
        assertTrue(closed.await(10, TimeUnit.SECONDS));
        assertTrue(interrupted.await(10, TimeUnit.SECONDS));
    }

    @Test
    void retriesOnlyWhatMayPassAndOnlyBeforeTheFirstPiece() {
        AtomicInteger asked = new AtomicInteger();
        Reply busy = Reply.refused(ErrorCode.PROVIDER_OVERLOADED, "busy");
        Reply second = busy.retry(3, () -> asked.incrementAndGet() < 2 ? Reply.refused(ErrorCode.PROVIDER_TIMEOUT, "slow")
                : Reply.of(delta("a"), new StreamEvent.Failed(Failure.of(ErrorCode.STREAM_CUT, "cut"))));
        Collected answer = second.collect();
        assertEquals("a", answer.text());
        assertEquals(Optional.of(ErrorCode.STREAM_CUT), answer.failure().map(Failure::code));
        assertEquals(2, asked.get());
        Reply never = Reply.refused(ErrorCode.FORBIDDEN, "no").retry(3, () -> Reply.of(delta("x")));
        assertEquals(Optional.of(ErrorCode.FORBIDDEN), never.collect().failure().map(Failure::code));
    }

    @Test
    void aClosedRetryAsksNobodyAnyMore() {
        AtomicInteger asked = new AtomicInteger();
        Reply reply = Reply.refused(ErrorCode.PROVIDER_OVERLOADED, "busy").retry(3, () -> {
            asked.incrementAndGet();
            return Reply.of(delta("a"));
        });
        reply.close();
        reply.next();
        assertEquals(0, asked.get());
    }

    @Test
    void readersOfATeeSeeTheSameAndTheLastOneClosesTheSource() {
        AtomicInteger closed = new AtomicInteger();
        Reply source = Reply.of(List.of(delta("a"), delta("b"), delta("c")).iterator(), closed::incrementAndGet);
        List<Reply> readers = source.tee(2, 4);
        assertEquals(List.of(delta("a"), delta("b"), delta("c")), events(readers.get(0)));
        assertEquals(Optional.of(delta("a")), readers.get(1).next().map(piece -> piece.events().getFirst()));
        readers.get(0).close();
        assertEquals(0, closed.get());
        readers.get(1).close();
        assertEquals(1, closed.get());
        assertEquals(Optional.empty(), readers.get(1).next());
    }

    @Test
    void aFastReaderWaitsForTheSlowOneUntilThatIsClosed() throws InterruptedException {
        List<StreamEvent> many = new ArrayList<>();
        IntStream.range(0, 100).forEach(i -> many.add(delta("x" + i)));
        AtomicInteger pulled = new AtomicInteger();
        List<Reply> readers = Reply.of(many).tap(_ -> pulled.incrementAndGet()).tee(2, 5);
        List<StreamEvent> fast = new ArrayList<>();
        CountDownLatch five = new CountDownLatch(5);
        Thread reader = Thread.ofVirtual().start(() -> readers.get(0).forEach(event -> {
            fast.add(event);
            five.countDown();
        }));
        assertTrue(five.await(10, TimeUnit.SECONDS));
        assertEquals(5, pulled.get());
        readers.get(1).close();
        assertTrue(reader.join(Duration.ofSeconds(10)));
        assertEquals(many, fast);
    }

    @Test
    void collectsChoicesCallsAndTheReceipt() {
        Collected answer = Reply.of(new StreamEvent.Started("1", "m"), delta("Hel"), delta("lo"),
                new StreamEvent.ToolCallStarted(0, 0, "c1", "look"), new StreamEvent.ToolCallDelta(0, 0, "{\"x\""),
                new StreamEvent.ToolCallDelta(0, 0, ":1}"), new StreamEvent.ToolCallDelta(0, 7, "stray"),
                new StreamEvent.Finished(0, FinishReason.TOOL_CALLS, "tool_calls"), new StreamEvent.Ranked(1, 0.5)).collect();
        assertEquals("Hello", answer.text());
        assertEquals("{\"x\":1}", answer.choices().get(0).calls().getFirst().arguments());
        assertEquals(Optional.of(FinishReason.TOOL_CALLS), answer.receipt().finish());
        assertEquals(List.of(new StreamEvent.Ranked(1, 0.5)), answer.events());
        assertFalse(answer.failure().isPresent());
    }

    private static StreamEvent delta(String text) {
        return new StreamEvent.TextDelta(0, text);
    }

    private static Piece text(String text) {
        return Piece.of(delta(text));
    }

    private static List<StreamEvent> events(Reply reply) {
        List<StreamEvent> events = new ArrayList<>();
        reply.forEach(events::add);
        return events;
    }

    /** An intake with a clock of its own: pieces come at told times, waiting takes no time. */
    private static final class Script implements Intake {
        private final Deque<Long> times = new ArrayDeque<>();
        private final Deque<Piece> pieces = new ArrayDeque<>();
        private long now;
        private boolean closed;

        Script at(long millis, Piece piece) {
            times.add(millis * 1_000_000);
            pieces.add(piece);
            return this;
        }

        long millis() {
            return now / 1_000_000;
        }

        @Override
        public Taken take(Duration wait) {
            if (pieces.isEmpty()) {
                return new Taken.Over();
            }
            if (times.peek() > now + wait.toNanos()) {
                now += wait.toNanos();
                return new Taken.Late();
            }
            now = Math.max(now, times.poll());
            return new Taken.Came(pieces.poll());
        }

        @Override
        public long now() {
            return now;
        }

        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public Receipt receipt() {
            return Receipt.EMPTY;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
