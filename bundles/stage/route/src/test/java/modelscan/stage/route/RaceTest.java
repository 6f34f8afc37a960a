package modelscan.stage.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.api.model.Message;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RaceTest {
    private final Rig rig = new Rig(Rig.candidate("a", "m", 1000, "1"), Rig.candidate("b", "m", 2000, "1"),
            Rig.candidate("c", "m", 2000, "1"));
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean cancelled = new AtomicBoolean();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void startsNobodyElseWhenTheFirstIsQuick() {
        Reply reply = rig.route().handle(wishing("60000"), rig.failing(Map.of()));
        assertEquals("hello", Samples.text(reply));
        assertEquals(List.of("a/m 1"), rig.called);
        assertEquals(List.of(), reply.receipt().earlier());
    }

    @Test
    void takesTheOtherAndCancelsTheSlowOneWhichIsInTheReceipt() throws Exception {
        Reply reply = rig.route().handle(wishing("1"), hanging("a", Map.of()));
        assertEquals("hello", Samples.text(reply));
        assertTrue(ended.await(5, TimeUnit.SECONDS), "the slow one goes on");
        assertTrue(cancelled.get());
        Ledger.Try lost = reply.receipt().earlier().getFirst();
        assertEquals("a", lost.provider());
        assertEquals(Optional.of(ErrorCode.CANCELLED), lost.failure());
        assertEquals("b", reply.receipt().target().orElseThrow().provider());
    }

    @Test
    void goesOnWithTheThirdWhenTheFirstFailsAtOnce() {
        Reply reply = rig.route().handle(wishing("60000"), rig.failing(Map.of("a", ErrorCode.STREAM_CUT, "b", ErrorCode.STREAM_CUT)));
        assertEquals("hello", Samples.text(reply));
        assertEquals(List.of("a/m 1", "b/m 2", "c/m 3"), rig.called);
        assertEquals(2, reply.receipt().earlier().size());
    }

    @Test
    void endsBothWhenTheCallerGoes() throws Exception {
        Exchange exchange = wishing("60000");
        Thread.ofVirtual().start(() -> {
            while (rig.called.isEmpty()) {
                Thread.onSpinWait();
                Thread.yield();
            }
            exchange.cancellation().cancel();
        });
        Reply reply = rig.route().handle(exchange, hanging("a", Map.of()));
        assertEquals(ErrorCode.CANCELLED, reply.next().flatMap(Piece::failure).orElseThrow().code());
        assertTrue(ended.await(5, TimeUnit.SECONDS));
    }

    @Test
    void understandsTheWishOrSaysWhatIsWrong() {
        assertEquals(Optional.of("x-modelscan-hedge"), assertThrows(FailureException.class,
                () -> rig.route().handle(wishing("soon"), rig.failing(Map.of()))).failure().field());
    }

    private Next hanging(String provider, Map<String, ErrorCode> failures) {
        return exchange -> {
            if (!exchange.candidate().orElseThrow().provider().equals(provider)) {
                return rig.failing(failures).handle(exchange);
            }
            synchronized (rig.called) {
                rig.called.add(exchange.candidate().get().name() + " " + exchange.attempt());
            }
            CountDownLatch gone = new CountDownLatch(1);
            try (Cancellation.Hook _ = exchange.cancellation().onCancel(gone::countDown)) {
                cancelled.set(gone.await(20, TimeUnit.SECONDS));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            ended.countDown();
            return Rig.from(Reply.refused(ErrorCode.CANCELLED, "gone"), exchange);
        };
    }

    private static Exchange wishing(String hedge) {
        return Samples.chat(ChatRequest.of("m", Message.user("hi")), Map.of("hedge", hedge));
    }
}
