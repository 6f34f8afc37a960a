package modelscan.provider.echo;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import modelscan.api.gateway.Cancellation;
import modelscan.api.model.StreamEvent;

/** Events with a pause before each, until nobody listens any more. */
final class SlowWords implements Iterator<StreamEvent> {
    private final Iterator<StreamEvent> events;
    private final Duration pause;
    private final CountDownLatch left = new CountDownLatch(1);

    SlowWords(Iterator<StreamEvent> events, Duration pause, Cancellation cancellation) {
        this.events = events;
        this.pause = pause;
        cancellation.onCancel(this::hurry);
    }

    /** Ends the pauses, and with them the answer. */
    void hurry() {
        left.countDown();
    }

    @Override
    public boolean hasNext() {
        try {
            return !left.await(pause.toMillis(), TimeUnit.MILLISECONDS) && events.hasNext();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public StreamEvent next() {
        return events.next();
    }
}
