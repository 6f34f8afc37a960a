package modelscan.store.journal;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import modelscan.api.gateway.store.Journal.Receipt;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** An entry on its way to the disk. */
final class Pending implements Receipt {
    private final long position;
    private final String kind;
    private final byte[] data;
    private final Instant at;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Failure failure;

    Pending(long position, String kind, byte[] data, Instant at) {
        this.position = position;
        this.kind = kind;
        this.data = data;
        this.at = at;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void await() {
        try {
            over.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FailureException(Failure.of(ErrorCode.CANCELLED, "interrupted while entry " + position
                    + " was written; nobody knows whether it is on disk"));
        }
        if (failure != null) {
            throw new FailureException(failure);
        }
    }

    String kind() {
        return kind;
    }

    byte[] data() {
        return data;
    }

    Instant at() {
        return at;
    }

    void kept() {
        over.countDown();
    }

    void lost(Failure why) {
        failure = why;
        over.countDown();
    }
}
