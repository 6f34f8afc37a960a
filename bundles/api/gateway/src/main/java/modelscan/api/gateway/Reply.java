package modelscan.api.gateway;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.StreamEvent;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An answer on its way out: a stream to pull from, and a receipt that grows.
 *
 * <p>Pulling gives back-pressure for nothing. Closing it, from any thread, cancels the upstream call. A failure is the last
 * piece; if it is also the first, nothing has been answered yet and another candidate may be tried.
 *
 * <pre>{@code
 * return next.handle(exchange)
 *         .map(event -> event instanceof StreamEvent.TextDelta(int choice, String text)
 *                 ? new StreamEvent.TextDelta(choice, text.toUpperCase()) : event);
 * }</pre>
 */
@ProviderType
public interface Reply extends AutoCloseable {

    /** Waits for the next piece; empty at the end. Failures come as pieces, not as exceptions. */
    Optional<Piece> next();

    /** Whether {@link #next()} would answer without waiting. */
    boolean ready();

    /** What is known by now; complete when the end was reached or the reply closed. */
    Receipt receipt();

    /** Gives up what is left and cancels the upstream call; harmless at the end and when repeated. */
    @Override
    void close();

    /** A reply that is nothing but a failure. */
    static Reply refused(Failure failure) {
        return new EventReply(List.of(Piece.failed(failure)).iterator(), true, () -> { });
    }

    /** A reply that is nothing but a failure with the code's own status. */
    static Reply refused(ErrorCode code, String detail) {
        return refused(Failure.of(code, detail));
    }

    /** A reply of these events; the iterator may block, {@code onClose} must end that. */
    static Reply of(Iterator<StreamEvent> events, Runnable onClose) {
        return new EventReply(EventReply.pieces(events), false, onClose);
    }

    /** A reply of events that are all there already. */
    static Reply of(List<StreamEvent> events) {
        return new EventReply(EventReply.pieces(List.copyOf(events).iterator()), true, () -> { });
    }

    /** A reply of events that are all there already. */
    static Reply of(StreamEvent... events) {
        return of(List.of(events));
    }

    /** Shows every event to {@code observer} on its way. */
    default Reply tap(Consumer<StreamEvent> observer) {
        return new TappedReply(this, observer);
    }

    /** Replaces events; a piece in which nothing is replaced keeps its frame. */
    default Reply map(UnaryOperator<StreamEvent> change) {
        return new MappedReply(this, event -> List.of(change.apply(event)));
    }

    /** Replaces events by none, one or several; a piece in which nothing is replaced keeps its frame. */
    default Reply flatMap(Function<StreamEvent, List<StreamEvent>> change) {
        return new MappedReply(this, change);
    }

    /** Lets only events through that pass the test; failures always do. */
    default Reply filter(Predicate<StreamEvent> test) {
        return flatMap(event -> event instanceof StreamEvent.Failed || test.test(event) ? List.of(event) : List.of());
    }

    /**
     * Gives the same pieces to several readers, each of which pulls by itself.
     *
     * <p>A reader that is {@code lag} pieces ahead of the slowest one waits for it. When all are closed, this one is.
     */
    default List<Reply> tee(int readers, int lag) {
        return SharedReply.of(this, readers, lag);
    }

    /** Gives at most one piece in this time, joining what comes meanwhile; nothing is lost. */
    default Reply throttle(Duration apart) {
        return new GatheredReply(new Pump(this), GatheredReply.Rule.throttle(apart));
    }

    /** Joins up to {@code most} pieces into one, none of which waits longer than this. */
    default Reply batch(int most, Duration oldest) {
        return new GatheredReply(new Pump(this), GatheredReply.Rule.batch(most, oldest));
    }

    /** Joins pieces until nothing comes for this time. */
    default Reply debounce(Duration pause) {
        return new GatheredReply(new Pump(this), GatheredReply.Rule.debounce(pause));
    }

    /** Fails, and closes what it waits for, when a piece takes longer than this. */
    default Reply timeout(Duration patience) {
        return new TimedReply(new Pump(this), patience);
    }

    /** Asks {@code again}, up to so many times, as long as the answer begins with a failure that may pass. */
    default Reply retry(int times, Supplier<Reply> again) {
        return new RetriedReply(this, times, again);
    }

    /** Pulls everything, closes this and gives the whole answer. */
    default Collected collect() {
        return Collected.of(this);
    }

    /** Lets the receipt grow; the change depends on the receipt alone. */
    default Reply receipted(UnaryOperator<Receipt> change) {
        return new ReceiptedReply(this, change);
    }

    /** Runs the action once, with the final receipt, when the end is reached or the reply is closed. */
    default Reply whenDone(Consumer<Receipt> action) {
        return new WatchedReply(this, action);
    }

    /** Pulls all events and shows them to {@code consumer}. */
    default void forEach(Consumer<StreamEvent> consumer) {
        for (Optional<Piece> piece = next(); piece.isPresent(); piece = next()) {
            piece.get().events().forEach(consumer);
        }
    }
}
