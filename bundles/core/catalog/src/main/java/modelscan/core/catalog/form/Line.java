package modelscan.core.catalog.form;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.net.UpstreamAnswer;
import modelscan.base.net.UpstreamCall;

/** Sends the calls of one answer, one after another; stopping it ends the call or the wait of the moment. */
final class Line {
    private final Calling calling;
    private final Pace pace;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Object lock = new Object();
    private UpstreamCall running;

    Line(Calling calling, Pace pace) {
        this.calling = calling;
        this.pace = pace;
    }

    /** Sends a call and waits for the head of its answer. */
    UpstreamAnswer open(Calling.Errand errand) {
        UpstreamCall call = calling.call(errand);
        synchronized (lock) {
            checkRunning();
            running = call;
        }
        UpstreamAnswer answer = call.send();
        if (errand.signed()) {
            calling.answered(answer);
        }
        return answer;
    }

    /** Waits. */
    void rest(Duration time) {
        synchronized (lock) {
            running = null;
        }
        try {
            pace.rest(time, stopped);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new FailureException(Failure.of(ErrorCode.CANCELLED, "the wait for a job was interrupted"));
        }
        checkRunning();
    }

    long nanos() {
        return pace.nanos();
    }

    /** Ends what runs; nothing is sent afterwards. */
    void stop() {
        UpstreamCall last;
        synchronized (lock) {
            stopped.countDown();
            last = running;
        }
        if (last != null) {
            last.abort();
        }
    }

    private void checkRunning() {
        if (stopped.getCount() == 0) {
            throw new FailureException(Failure.of(ErrorCode.CANCELLED, "nobody waits for the answer any more"));
        }
    }
}
