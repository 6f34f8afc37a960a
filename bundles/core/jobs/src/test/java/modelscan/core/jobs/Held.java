package modelscan.core.jobs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.StreamEvent;

/** A job of a provider that does not end by itself: it tells what it has to tell and waits. */
final class Held implements Iterator<StreamEvent> {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Deque<StreamEvent> before;
    private final Cancellation cancellation;

    private Held(Exchange exchange, List<StreamEvent> before) {
        this.before = new ArrayDeque<>(before);
        this.cancellation = exchange.cancellation();
        cancellation.onCancel(ended::countDown);
    }

    static Reply reply(Exchange exchange, StreamEvent... before) {
        Held held = new Held(exchange, List.of(before));
        return Rig.from(Reply.of(held, held.ended::countDown));
    }

    @Override
    public boolean hasNext() {
        if (!before.isEmpty()) {
            return true;
        }
        try {
            ended.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new FailureException(Failure.of(ErrorCode.CANCELLED, cancellation.cancelled() ? "stopped" : "closed"));
    }

    @Override
    public StreamEvent next() {
        return before.remove();
    }
}
