package modelscan.core.catalog;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.core.catalog.form.Backoff;
import modelscan.core.catalog.form.Pace;

/** An answer that may end before its job does; then the job is asked for again until it is done. */
final class FollowedReply implements Reply {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Function<String, Reply> again;
    private final Cancellation cancellation;
    private final Pace pace;
    private final long begun;
    private final Backoff backoff = new Backoff(FIRST, RandomGenerator.getDefault());
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Reply current;
    private volatile Optional<Failure> failure = Optional.empty();

    /** Follows an answer; {@code again} asks for its job by the ticket. */
    FollowedReply(Reply first, Function<String, Reply> again, Cancellation cancellation, Pace pace) {
        this.current = first;
        this.again = again;
        this.cancellation = cancellation;
        this.pace = pace;
        this.begun = pace.nanos();
    }

    @Override
    public Optional<Piece> next() {
        Optional<Piece> piece = current.next();
        while (piece.isEmpty() && failure.isEmpty()) {
            Optional<String> ticket = unfinished();
            if (ticket.isEmpty()) {
                return piece;
            }
            piece = follow(ticket.get());
        }
        return piece;
    }

    private Optional<String> unfinished() {
        return current instanceof UpstreamReply answer ? answer.unfinished() : Optional.empty();
    }

    private Optional<Piece> follow(String ticket) {
        if (pace.nanos() - begun > PATIENCE.toNanos()) {
            return failed(ErrorCode.PROVIDER_TIMEOUT, "the provider was not done within " + PATIENCE.toMinutes() + " minutes");
        }
        try (Cancellation.Hook _ = cancellation.onCancel(closed::countDown)) {
            pace.rest(backoff.next(), closed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return failed(ErrorCode.CANCELLED, "the wait for the answer was interrupted");
        }
        if (closed.getCount() == 0) {
            return failed(ErrorCode.CANCELLED, "nobody waits for the answer any more");
        }
        current.close();
        current = again.apply(ticket);
        if (closed.getCount() == 0) {
            current.close();
        }
        return current.next();
    }

    private Optional<Piece> failed(ErrorCode code, String why) {
        Failure told = Failure.of(code, why);
        failure = Optional.of(told);
        return Optional.of(Piece.failed(told));
    }

    @Override
    public boolean ready() {
        return current.ready();
    }

    @Override
    public Receipt receipt() {
        Receipt receipt = current.receipt();
        return failure.map(receipt::failing).orElse(receipt);
    }

    @Override
    public void close() {
        closed.countDown();
        current.close();
    }
}
