package modelscan.api.gateway;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import modelscan.api.model.Failure;
import modelscan.api.model.StreamEvent;

/**
 * What a reply gives at one pull: some events, and the provider's own frame when there is one.
 *
 * <p>The frame is passed on untouched to a client of the same dialect; the events are read from it only when a stage asks.
 */
public final class Piece {
    private final Optional<String> dialect;
    private final Optional<Frame> frame;
    private final Supplier<List<StreamEvent>> reader;
    private volatile List<StreamEvent> events;

    private Piece(Optional<String> dialect, Optional<Frame> frame, Supplier<List<StreamEvent>> reader) {
        this.dialect = dialect;
        this.frame = frame;
        this.reader = reader;
    }

    /** A piece of events without a frame. */
    public static Piece of(List<StreamEvent> events) {
        Piece piece = new Piece(Optional.empty(), Optional.empty(), () -> events);
        piece.events = List.copyOf(events);
        return piece;
    }

    /** A piece of events without a frame. */
    public static Piece of(StreamEvent... events) {
        return of(List.of(events));
    }

    /** A piece that is a failure. */
    public static Piece failed(Failure failure) {
        return of(new StreamEvent.Failed(failure));
    }

    /** A frame of a dialect; {@code reader} reads its events when somebody asks. */
    public static Piece framed(String dialect, Frame frame, Supplier<List<StreamEvent>> reader) {
        return new Piece(Optional.of(dialect), Optional.of(frame), Objects.requireNonNull(reader, "reader"));
    }

    /** A frame of a dialect whose events are known already, such as one that tells of a failure. */
    public static Piece framed(String dialect, Frame frame, List<StreamEvent> events) {
        Piece piece = framed(dialect, frame, () -> events);
        piece.events = List.copyOf(events);
        return piece;
    }

    /** The events, read at the first call. */
    public List<StreamEvent> events() {
        List<StreamEvent> read = events;
        if (read == null) {
            read = List.copyOf(reader.get());
            events = read;
        }
        return read;
    }

    /** The frame, if it is of this dialect. */
    public Optional<Frame> frame(String dialect) {
        return this.dialect.isPresent() && this.dialect.get().equals(dialect) ? frame : Optional.empty();
    }

    /** How many bytes its frame has, or its events, roughly. */
    public long size() {
        return frame.isPresent() ? frame.get().data().length : events().stream().mapToLong(event -> event.toString().length()).sum();
    }

    /** The failure, if this is one; cheap also for a frame nobody has read. */
    public Optional<Failure> failure() {
        if (events != null && events.size() == 1 && events.getFirst() instanceof StreamEvent.Failed(Failure failure)) {
            return Optional.of(failure);
        }
        return Optional.empty();
    }
}
