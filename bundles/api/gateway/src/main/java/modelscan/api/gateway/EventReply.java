package modelscan.api.gateway;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;

/** A reply over an iterator; it learns usage, end and failure from the events that pass. */
final class EventReply implements Reply {
    private final Iterator<Piece> pieces;
    private final boolean inMemory;
    private final Runnable onClose;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Receipt receipt;
    private boolean ended;

    EventReply(Iterator<Piece> pieces, boolean inMemory, Runnable onClose) {
        this.pieces = pieces;
        this.inMemory = inMemory;
        this.receipt = Receipt.EMPTY;
        this.onClose = onClose;
    }

    static Iterator<Piece> pieces(Iterator<StreamEvent> events) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return events.hasNext();
            }

            @Override
            public Piece next() {
                return Piece.of(events.next());
            }
        };
    }

    @Override
    public Optional<Piece> next() {
        if (ended || closed.get()) {
            return Optional.empty();
        }
        Piece piece;
        try {
            if (!pieces.hasNext()) {
                ended = true;
                return Optional.empty();
            }
            piece = pieces.next();
        } catch (FailureException expected) {
            piece = Piece.failed(expected.failure());
        } catch (RuntimeException unexpected) {
            if (closed.get()) {
                return Optional.empty();
            }
            piece = Piece.failed(Failure.of(ErrorCode.INTERNAL, "the answer broke off by a fault of the plugin that gives it"));
        }
        piece.events().forEach(this::learn);
        return Optional.of(piece);
    }

    private void learn(StreamEvent event) {
        switch (event) {
            case StreamEvent.UsageReported(var usage) -> receipt = receipt.using(usage);
            case StreamEvent.Finished(int _, FinishReason reason, String _) -> receipt = receipt.ending(reason);
            case StreamEvent.Failed(Failure failure) -> {
                ended = true;
                receipt = receipt.failing(failure);
            }
            case StreamEvent.Started _, StreamEvent.TextDelta _, StreamEvent.ThinkingDelta _, StreamEvent.RefusalDelta _,
                    StreamEvent.ToolCallStarted _, StreamEvent.ToolCallDelta _, StreamEvent.Cited _, StreamEvent.MediaProduced _,
                    StreamEvent.Embedded _, StreamEvent.Transcribed _, StreamEvent.Ranked _, StreamEvent.Moderated _,
                    StreamEvent.Found _, StreamEvent.JobChanged _ -> { }
        }
    }

    @Override
    public boolean ready() {
        return inMemory && !ended;
    }

    @Override
    public Receipt receipt() {
        return receipt;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            onClose.run();
        }
    }
}
