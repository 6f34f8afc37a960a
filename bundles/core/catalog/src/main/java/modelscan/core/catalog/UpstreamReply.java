package modelscan.core.catalog;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Usage;

/** The answer of a provider, read frame by frame as it is pulled. */
final class UpstreamReply implements Reply {
    private final Framing.Reader frames;
    private final Back.Reader reader;
    private final UnaryOperator<Failure> signature;
    private final Runnable onClose;
    private final Receipt begun;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean ended;
    private volatile Optional<Failure> failure = Optional.empty();
    private volatile Receipt latest;

    UpstreamReply(Framing.Reader frames, Back.Reader reader, UnaryOperator<Failure> signature, Runnable onClose,
            Receipt begun) {
        this.begun = begun;
        this.latest = begun;
        this.frames = frames;
        this.reader = reader;
        this.signature = signature;
        this.onClose = onClose;
    }

    @Override
    public Optional<Piece> next() {
        while (!ended) {
            try {
                Optional<Frame> frame = frames.next();
                Optional<Piece> piece = frame.isEmpty() ? end() : reader.read(frame.get());
                if (piece.isPresent()) {
                    return Optional.of(checked(piece.get()));
                }
                // The mark of the end is the end, even if the provider keeps the line open.
                ended = ended || reader.complete();
            } catch (FailureException expected) {
                return Optional.of(broken(expected.failure()));
            } catch (IOException cut) {
                return Optional.of(broken(Failure.of(ErrorCode.STREAM_CUT, "the provider's answer broke off")));
            }
        }
        return Optional.empty();
    }

    private Optional<Piece> end() {
        ended = true;
        if (reader.complete() || reader.unfinished().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(broken(Failure.of(ErrorCode.STREAM_CUT, "the provider's answer ended before it was complete")));
    }

    /** The ticket of what still runs behind the end of this answer. */
    Optional<String> unfinished() {
        return failure.isPresent() ? Optional.empty() : reader.unfinished();
    }

    private Piece checked(Piece piece) {
        Optional<Failure> told = piece.failure();
        return told.isPresent() ? broken(told.get()) : piece;
    }

    private Piece broken(Failure cause) {
        ended = true;
        Failure signed = signature.apply(cause);
        failure = Optional.of(signed);
        return Piece.failed(signed);
    }

    @Override
    public boolean ready() {
        return !ended && frames.ready();
    }

    @Override
    public Receipt receipt() {
        Usage usage = reader.usage();
        Optional<FinishReason> finish = reader.finish();
        Receipt before = latest;
        // Asked for again and again; it is made anew only when something came.
        if (before.usage() == usage && before.finish().equals(finish) && before.failure().equals(failure)) {
            return before;
        }
        Receipt receipt = begun.using(usage);
        receipt = finish.isPresent() ? receipt.ending(finish.get()) : receipt;
        receipt = failure.isPresent() ? receipt.failing(failure.get()) : receipt;
        latest = receipt;
        return receipt;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            onClose.run();
        }
    }
}
