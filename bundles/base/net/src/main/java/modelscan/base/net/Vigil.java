package modelscan.base.net;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;

/** Watches over one call: what it waits for, until when, and why it was ended before its time. */
final class Vigil implements CancellableDependency {
    private static final long NEVER = Long.MAX_VALUE;

    private enum Wait { CONNECTION, ANSWER, BODY }

    private final Patience patience;
    private final String where;
    private final AtomicReference<Failure> verdict = new AtomicReference<>();
    private volatile Cancellable dependency;
    private Thread connecting;
    private Duration stall;
    private Wait wait = Wait.ANSWER;
    private long answerDue;
    private long totalDue = NEVER;
    private volatile long due = NEVER;

    Vigil(Patience patience, String where) {
        this.patience = patience;
        this.where = where;
        this.stall = patience.stall();
    }

    /** The call begins. */
    void begin() {
        long now = System.nanoTime();
        answerDue = now + patience.firstByte().toNanos();
        totalDue = patience.total().map(time -> now + time.toNanos()).orElse(NEVER);
        answering();
    }

    /** A new connection is being made by this thread. */
    void connecting() {
        wait = Wait.CONNECTION;
        due = earlier(System.nanoTime() + patience.connect().toNanos(), answerDue);
        synchronized (this) {
            connecting = Thread.currentThread();
        }
    }

    /** The new connection is made, or could not be made. */
    void connected() {
        synchronized (this) {
            connecting = null;
        }
        if (ended().isPresent()) {
            Thread.interrupted();
        }
    }

    /** The head of the answer is awaited. */
    void answering() {
        wait = Wait.ANSWER;
        due = answerDue;
    }

    /** Bytes of the body are awaited. */
    void reading() {
        wait = Wait.BODY;
        due = System.nanoTime() + stall.toNanos();
    }

    /** From now on there is only this much time between bytes of the body. */
    void hurry(Duration longest) {
        stall = longest;
    }

    /** Nothing is awaited. */
    void rest() {
        due = NEVER;
    }

    /** Ends the call if its time is over. */
    void check(long now) {
        if (over(due, now)) {
            end(late());
        } else if (over(totalDue, now)) {
            end(Failure.of(ErrorCode.PROVIDER_TIMEOUT,
                    "the call to " + where + " took longer than " + words(patience.total().orElseThrow())));
        }
    }

    /** That what is waited for did not come in time. */
    Failure late() {
        // Without a connection nobody was asked: that is safe to do again, and nobody bills it.
        ErrorCode code = wait == Wait.CONNECTION ? ErrorCode.PROVIDER_UNREACHABLE : ErrorCode.PROVIDER_TIMEOUT;
        return Failure.of(code, switch (wait) {
            case CONNECTION -> "no connection to " + where + " within " + words(patience.connect());
            case ANSWER -> where + " did not begin to answer within " + words(patience.firstByte());
            case BODY -> where + " sent nothing more for " + words(stall);
        });
    }

    /** Ends the call for this reason; the first reason stays. */
    void end(Failure failure) {
        if (verdict.compareAndSet(null, failure)) {
            cut();
        }
    }

    /** Closes the connection under whoever waits for it. */
    void cut() {
        release(dependency);
        synchronized (this) {
            // Looking up a name is not ended by closing a socket.
            if (connecting != null) {
                connecting.interrupt();
            }
        }
    }

    /** Why the call was ended, if it was. */
    Optional<Failure> ended() {
        return Optional.ofNullable(verdict.get());
    }

    @Override
    public void setDependency(Cancellable cancellable) {
        dependency = cancellable;
        if (isCancelled()) {
            release(cancellable);
        }
    }

    @Override
    public boolean isCancelled() {
        return verdict.get() != null;
    }

    @Override
    public boolean cancel() {
        cut();
        return true;
    }

    // Whatever goes wrong with one connection, those who abort and watch have others to care for.
    private static void release(Cancellable current) {
        try {
            if (current != null) {
                current.cancel();
            }
        } catch (RuntimeException _) {
            // It is closed or given back already.
        }
    }

    private static boolean over(long due, long now) {
        return due != NEVER && now - due >= 0;
    }

    private static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }

    private static String words(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
