package modelscan.api.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import org.junit.jupiter.api.Test;

class ReplyTest {
    private static final StreamEvent HELLO = new StreamEvent.TextDelta(0, "hello");
    private static final StreamEvent STOP = new StreamEvent.Finished(0, FinishReason.STOP, "stop");
    private static final StreamEvent USED = new StreamEvent.UsageReported(Usage.NONE.with(Unit.OUTPUT, 1));

    @Test
    void learnsItsReceiptFromTheEventsThatPass() {
        Reply reply = Reply.of(HELLO, STOP, USED);
        assertEquals(Optional.empty(), reply.receipt().finish());
        assertEquals(List.of(HELLO, STOP, USED), events(reply));
        assertEquals(Optional.of(FinishReason.STOP), reply.receipt().finish());
        assertEquals(Optional.of(1L), reply.receipt().usage().count(Unit.OUTPUT));
    }

    @Test
    void aRefusalIsOnePieceAndSaysSoCheaply() {
        Reply reply = Reply.refused(ErrorCode.FORBIDDEN, "no");
        Optional<Failure> failure = reply.next().flatMap(Piece::failure);
        assertEquals(Optional.of(ErrorCode.FORBIDDEN), failure.map(Failure::code));
        assertEquals(Optional.empty(), reply.next());
        assertEquals(failure, reply.receipt().failure());
    }

    @Test
    void nothingFollowsAFailure() {
        Failure cut = Failure.of(ErrorCode.STREAM_CUT, "cut");
        assertEquals(List.of(HELLO, new StreamEvent.Failed(cut)), events(Reply.of(HELLO, new StreamEvent.Failed(cut), STOP)));
    }

    @Test
    void whatAnIteratorThrowsIsAFailureAndNotAnException() {
        Reply expected = Reply.of(throwing(new FailureException(Failure.of(ErrorCode.STREAM_CUT, "cut"))), () -> { });
        assertEquals(Optional.of(ErrorCode.STREAM_CUT), expected.next().flatMap(Piece::failure).map(Failure::code));
        Reply unexpected = Reply.of(throwing(new IllegalStateException("secret detail")), () -> { });
        Failure failure = unexpected.next().flatMap(Piece::failure).orElseThrow();
        assertEquals(ErrorCode.INTERNAL, failure.code());
        assertFalse(failure.message().contains("secret"));
    }

    @Test
    void mapKeepsTheFrameOfAPieceInWhichNothingChanged() {
        Piece framed = Piece.framed("openai", Frame.of("{}"), () -> List.of(HELLO));
        Reply same = new EventReply(List.of(framed).iterator(), false, () -> { }).map(event -> event);
        assertSame(framed, same.next().orElseThrow());
        Reply other = new EventReply(List.of(framed).iterator(), false, () -> { }).map(_ -> STOP);
        Piece changed = other.next().orElseThrow();
        assertEquals(Optional.empty(), changed.frame("openai"));
        assertEquals(List.of(STOP), changed.events());
    }

    @Test
    void flatMapDropsAndAdds() {
        Reply reply = Reply.of(HELLO, STOP).flatMap(event -> event == STOP ? List.of() : List.of(event, event));
        assertEquals(List.of(HELLO, HELLO), events(reply));
    }

    @Test
    void tapSeesWhatPasses() {
        List<StreamEvent> seen = new ArrayList<>();
        events(Reply.of(HELLO, STOP).tap(seen::add));
        assertEquals(List.of(HELLO, STOP), seen);
    }

    @Test
    void whenDoneRunsOnceAtTheEndOrAtClosing() {
        AtomicInteger runs = new AtomicInteger();
        Reply read = Reply.of(HELLO).whenDone(_ -> runs.incrementAndGet());
        events(read);
        read.close();
        assertEquals(1, runs.get());
        Reply left = Reply.of(HELLO).whenDone(_ -> runs.incrementAndGet());
        left.close();
        left.close();
        assertEquals(2, runs.get());
    }

    @Test
    void closingReachesTheSourceThroughEveryLayerOnce() {
        AtomicInteger closed = new AtomicInteger();
        Reply reply = Reply.of(List.of(HELLO).iterator(), closed::incrementAndGet).map(event -> event).tap(_ -> { })
                .receipted(receipt -> receipt.fromCache()).whenDone(_ -> { });
        reply.close();
        reply.close();
        assertEquals(1, closed.get());
        assertTrue(reply.receipt().cached());
        assertEquals(Optional.empty(), reply.next());
    }

    @Test
    void readsTheEventsOfAFrameOnceAndOnlyWhenAsked() {
        AtomicInteger reads = new AtomicInteger();
        Piece piece = Piece.framed("openai", Frame.of("{}"), () -> {
            reads.incrementAndGet();
            return List.of(HELLO);
        });
        assertTrue(piece.frame("openai").isPresent());
        assertEquals(Optional.empty(), piece.frame("anthropic"));
        assertEquals(Optional.empty(), piece.failure());
        assertEquals(0, reads.get());
        piece.events();
        piece.events();
        assertEquals(1, reads.get());
    }

    private static List<StreamEvent> events(Reply reply) {
        List<StreamEvent> events = new ArrayList<>();
        reply.forEach(events::add);
        return events;
    }

    private static Iterator<StreamEvent> throwing(RuntimeException problem) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public StreamEvent next() {
                throw problem;
            }
        };
    }
}
