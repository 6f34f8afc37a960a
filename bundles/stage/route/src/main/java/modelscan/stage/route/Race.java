package modelscan.stage.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** Two candidates for one request: when the first lets its caller wait, a second starts too, and who speaks first wins. */
final class Race {
    private static final String WISH = "hedge";

    private final Exchange exchange;
    private final List<Candidate> candidates;
    private final Next next;
    private final Gear gear;
    private final Duration head;
    private final BlockingQueue<Lane> arrived = new LinkedBlockingQueue<>();

    private Race(Exchange exchange, List<Candidate> candidates, Next next, Gear gear, Duration head) {
        this.exchange = exchange;
        this.candidates = candidates;
        this.next = next;
        this.gear = gear;
        this.head = head;
    }

    /** A race if the caller wished for one: {@code x-modelscan-hedge: 800} gives the first so many milliseconds. */
    static Optional<Race> wished(Exchange exchange, List<Candidate> candidates, Next next, Gear gear) {
        return exchange.wishes().named(WISH).map(text -> new Race(exchange, candidates, next, gear, head(text)));
    }

    private static Duration head(String text) {
        if (text.strip().matches("[0-9]{1,6}")) {
            return Duration.ofMillis(Long.parseLong(text.strip()));
        }
        throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "x-modelscan-hedge must be a whole number of "
                + "milliseconds, not '" + text + "'").at("x-modelscan-hedge"));
    }

    Reply answer() {
        try {
            return run();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Reply.refused(ErrorCode.CANCELLED, "the gateway is stopping");
        }
    }

    private Reply run() throws InterruptedException {
        Lane first = new Lane(candidates.getFirst(), 1);
        first.start();
        Lane early = arrived.poll(head.toNanos(), TimeUnit.NANOSECONDS);
        if (early != null || exchange.cancellation().cancelled() || !gear.budget().take()) {
            Lane only = early == null ? arrived.take() : early;
            return only.opening.failure().isEmpty() ? only.won(new Tried()) : further(List.of(only));
        }
        Lane second = new Lane(candidates.get(1), 2);
        second.start();
        Lane winner = arrived.take();
        Lane other = winner == first ? second : first;
        if (winner.opening.failure().isPresent()) {
            Lane late = arrived.take();
            return late.opening.failure().isEmpty() ? late.won(failed(winner)) : further(List.of(first, second));
        }
        Tried tried = new Tried();
        other.lose(tried);
        return winner.won(tried);
    }

    private Tried failed(Lane lane) {
        Tried tried = new Tried();
        lane.note(tried);
        return tried;
    }

    // Both failed before they said a word: the others are tried one after the other, as ever.
    private Reply further(List<Lane> lanes) {
        Tried tried = new Tried();
        lanes.forEach(lane -> lane.note(tried));
        return new Tries(exchange, candidates.subList(lanes.size(), candidates.size()), next, gear)
                .after(tried, lanes.getLast().candidate, lanes.getLast().opening.failure().orElseThrow());
    }

    /** One of the two, on a thread and with a cancellation of its own. */
    private final class Lane {
        private final Candidate candidate;
        private final int attempt;
        private final Cancellation cancellation = new Cancellation();
        private final Cancellation.Hook hook = exchange.cancellation().onCancel(cancellation::cancel);
        private final AtomicBoolean decided = new AtomicBoolean();
        private volatile Opening opening;

        Lane(Candidate candidate, int attempt) {
            this.candidate = candidate;
            this.attempt = attempt;
        }

        void start() {
            Thread.ofVirtual().name("race-" + attempt).start(() -> {
                opening = open();
                // Either the race is still on, or this lane lost it and cleans up after itself.
                if (decided.compareAndSet(false, true)) {
                    arrived.add(this);
                } else {
                    opening.close();
                }
            });
        }

        private Opening open() {
            try {
                return Opening.window(next.handle(exchange.to(candidate, attempt).cancelledBy(cancellation)), exchange);
            } catch (FailureException expected) {
                return Opening.first(Reply.refused(expected.failure()));
            } catch (RuntimeException | LinkageError fault) {
                return Opening.first(Reply.refused(ErrorCode.INTERNAL, "the gateway broke at this request: " + fault.getClass().getName()));
            }
        }

        Reply won(Tried tried) {
            return opening.receipted(tried::before).whenDone(_ -> hook.close());
        }

        void lose(Tried tried) {
            tried.lost(candidate, () -> opening == null ? Receipt.EMPTY : opening.receipt());
            cancellation.cancel();
            if (!decided.compareAndSet(false, true)) {
                opening.close();
            }
            hook.close();
        }

        void note(Tried tried) {
            hook.close();
            opening.close();
            Failure failure = opening.failure().orElseThrow();
            if (Rules.called(opening.receipt(), failure)) {
                tried.called(candidate, opening.receipt(), failure);
            } else {
                tried.refused(failure);
            }
        }
    }
}
