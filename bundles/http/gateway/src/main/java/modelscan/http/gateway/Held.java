package modelscan.http.gateway;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import modelscan.base.whiteboard.Lease;
import modelscan.base.whiteboard.Part;

/** A service that may be replaced at any time, but not while somebody holds it. */
@FunctionalInterface
interface Held<S> {
    /** How often somebody looks for the successor of what is about to go. */
    int TRIES = 5;

    /** Takes hold of it; empty if there is none at the moment. */
    Optional<Hold<S>> hold();

    /** A service in use; closing it gives it back. */
    record Hold<S>(S service, Runnable release) implements AutoCloseable {
        @Override
        public void close() {
            release.run();
        }
    }

    /** A service that always stays. */
    static <S> Held<S> always(S service) {
        Hold<S> hold = new Hold<>(service, () -> { });
        return () -> Optional.of(hold);
    }

    /** A part of a whiteboard. */
    static <S> Held<S> part(Part<S> part) {
        return part(part, part.service());
    }

    /** Something made from a part of a whiteboard. */
    static <S> Held<S> part(Part<?> part, S made) {
        return () -> hold(part, made);
    }

    /** The best part of a whiteboard. */
    static <S> Held<S> best(Supplier<List<Part<S>>> parts) {
        // A part that is about to go is off the list already, so that the next look finds its successor.
        return () -> again(() -> first(parts.get()));
    }

    /** Looks until something is held, but not for ever. */
    static <S> Optional<Hold<S>> again(Supplier<Optional<Hold<S>>> look) {
        Optional<Hold<S>> hold = Optional.empty();
        for (int i = 0; i < TRIES && hold.isEmpty(); i++) {
            hold = look.get();
        }
        return hold;
    }

    private static <S> Optional<Hold<S>> first(List<Part<S>> parts) {
        return parts.isEmpty() ? Optional.empty() : hold(parts.getFirst(), parts.getFirst().service());
    }

    private static <S> Optional<Hold<S>> hold(Part<?> part, S made) {
        Optional<Lease> lease = part.lease();
        return lease.isEmpty() ? Optional.empty() : Optional.of(new Hold<>(made, lease.get()::close));
    }
}
