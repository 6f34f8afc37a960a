package modelscan.stage.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

/** Those who wait at a gate until it is their turn and there is room; they hold its lock while they look. */
final class Waiting {
    private static final long LONGEST_PAUSE = Duration.ofMinutes(1).toNanos();

    private final Times times;
    private final ReentrantLock lock;
    private final BiFunction<Lane, Entrant, Verdict> attempt;
    private int number;

    Waiting(Times times, ReentrantLock lock, BiFunction<Lane, Entrant, Verdict> attempt) {
        this.times = times;
        this.lock = lock;
        this.attempt = attempt;
    }

    /** Whether anybody waits. */
    boolean any() {
        return number > 0;
    }

    /** Lets somebody try, and wait if that may help. */
    Verdict enter(Lane lane, Entrant entrant) {
        Verdict verdict = lane.line().before(entrant) ? blocked(lane) : attempt.apply(lane, entrant);
        boolean hopeless = entrant.patience() <= 0 || !lane.line().takes(entrant);
        return switch (verdict) {
            case Verdict.Full _, Verdict.Closed _ -> hopeless ? verdict : queued(lane, entrant);
            case Verdict.Passed _, Verdict.TooLarge _, Verdict.Left _ -> verdict;
        };
    }

    /** Wakes whose turn it is in a lane. */
    void wake(Lane lane) {
        lane.line().head().ifPresent(next -> next.condition().signal());
    }

    // Others wait for the same, so a newcomer does not go before them even if there is room for it.
    private Verdict blocked(Lane lane) {
        Entrant first = lane.line().head().orElseThrow().entrant();
        return lane.check(first.amounts(), times.now()).filter(verdict -> !(verdict instanceof Verdict.TooLarge))
                .orElseGet(() -> new Verdict.Closed(0, Optional.empty()));
    }

    private Verdict queued(Lane lane, Entrant entrant) {
        Line.Waiter waiter = new Line.Waiter(entrant, lock.newCondition());
        long deadline = times.now() + entrant.patience();
        lane.line().join(waiter);
        number++;
        boolean served = false;
        try (var _ = entrant.cancellation().onCancel(() -> wake(waiter))) {
            Verdict verdict = turn(lane, waiter, deadline);
            served = verdict instanceof Verdict.Passed;
            return verdict;
        } finally {
            number--;
            lane.line().leave(waiter, served);
            wake(lane);
        }
    }

    private Verdict turn(Lane lane, Line.Waiter waiter, long deadline) {
        while (true) {
            if (waiter.entrant().cancellation().cancelled()) {
                return new Verdict.Left();
            }
            boolean first = lane.line().head().filter(waiter::equals).isPresent();
            Verdict verdict = first ? attempt.apply(lane, waiter.entrant()) : blocked(lane);
            long wait = verdict.pause(0);
            long left = deadline - times.now();
            boolean tooLong = first && wait != Meter.NEVER && wait > left;
            if (verdict instanceof Verdict.Passed || verdict instanceof Verdict.TooLarge || left <= 0 || tooLong) {
                return verdict;
            }
            try {
                times.pauses().rest(waiter.condition(), Math.min(LONGEST_PAUSE, first ? Math.min(Math.max(1, wait), left) : left));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return new Verdict.Left();
            }
        }
    }

    private void wake(Line.Waiter waiter) {
        lock.lock();
        try {
            waiter.condition().signal();
        } finally {
            lock.unlock();
        }
    }
}
