package modelscan.api.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.StreamEvent;

/** Puts pieces together that come close after each other; a failure and the end never wait. */
final class GatheredReply implements Reply {
    private final Intake intake;
    private final Rule rule;
    private Optional<Piece> held = Optional.empty();
    private long givenAt;
    private boolean gave;

    /** How long to go on gathering. */
    interface Rule {
        /**
         * The time still to wait for one more; nothing if what is gathered is to be given now.
         *
         * @param pieces how many there are, at least one
         * @param sinceFirst since the first of them came
         * @param sinceGiven since something was given last; empty if nothing was
         */
        Duration more(int pieces, Duration sinceFirst, Optional<Duration> sinceGiven);

        /** Up to so many together, none older than this. */
        static Rule batch(int most, Duration oldest) {
            return (pieces, sinceFirst, _) -> pieces >= most ? Duration.ZERO : oldest.minus(sinceFirst);
        }

        /** At most one in this time. */
        static Rule throttle(Duration apart) {
            return (_, _, sinceGiven) -> sinceGiven.map(apart::minus).orElse(Duration.ZERO);
        }

        /** Not before a pause of this length. */
        static Rule debounce(Duration pause) {
            return (_, _, _) -> pause;
        }
    }

    GatheredReply(Intake intake, Rule rule) {
        this.intake = intake;
        this.rule = rule;
    }

    @Override
    public Optional<Piece> next() {
        Optional<Piece> first = held.isPresent() ? held : waited();
        held = Optional.empty();
        if (first.isEmpty() || first.get().failure().isPresent()) {
            return first;
        }
        List<Piece> pieces = new ArrayList<>(List.of(first.get()));
        gather(pieces);
        givenAt = intake.now();
        gave = true;
        return Optional.of(pieces.size() == 1 ? pieces.getFirst() : joined(pieces));
    }

    private Optional<Piece> waited() {
        while (true) {
            switch (intake.take(Duration.ofDays(1))) {
                case Intake.Taken.Came(Piece piece) -> {
                    return Optional.of(piece);
                }
                case Intake.Taken.Over _ -> {
                    return Optional.empty();
                }
                case Intake.Taken.Late _ -> { }
            }
        }
    }

    private void gather(List<Piece> pieces) {
        long firstAt = intake.now();
        while (true) {
            Duration wait = rule.more(pieces.size(), since(firstAt), gave ? Optional.of(since(givenAt)) : Optional.empty());
            if (!wait.isPositive() || !(intake.take(wait) instanceof Intake.Taken.Came(Piece piece))) {
                return;
            }
            if (piece.failure().isPresent()) {
                held = Optional.of(piece);
                return;
            }
            pieces.add(piece);
        }
    }

    private Duration since(long then) {
        return Duration.ofNanos(intake.now() - then);
    }

    private static Piece joined(List<Piece> pieces) {
        List<StreamEvent> events = new ArrayList<>();
        for (Piece piece : pieces) {
            piece.events().forEach(event -> join(events, event));
        }
        return Piece.of(events);
    }

    private static void join(List<StreamEvent> events, StreamEvent event) {
        boolean more = !events.isEmpty() && event instanceof StreamEvent.TextDelta;
        if (more && events.getLast() instanceof StreamEvent.TextDelta(int choice, String before)
                && event instanceof StreamEvent.TextDelta(int same, String text) && choice == same) {
            events.set(events.size() - 1, new StreamEvent.TextDelta(choice, before + text));
        } else {
            events.add(event);
        }
    }

    @Override
    public boolean ready() {
        return held.isPresent();
    }

    @Override
    public Receipt receipt() {
        return intake.receipt();
    }

    @Override
    public void close() {
        intake.close();
    }
}
