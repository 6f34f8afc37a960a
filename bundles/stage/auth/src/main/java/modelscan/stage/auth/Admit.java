package modelscan.stage.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Estimates;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Phase;
import modelscan.api.gateway.PlanBook.Quota;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Stage;
import modelscan.api.gateway.StagePhase;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.Operation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Decides whether a caller may do what it asks for, and whether it has not asked too often. */
@Component
@StagePhase(Phase.ADMIT)
public final class Admit implements Stage {
    private final Directory directory;
    private final Recall recall;
    private final LongSupplier nanos;

    // They come and go without this stage: a moment without it would be one without limits.
    @Reference
    private volatile List<Estimates> estimates = List.of();
    @Reference
    private volatile List<Catalog> catalogs = List.of();

    @Activate
    public Admit(@Reference Directory directory, @Reference Recall recall) {
        this(directory, recall, System::nanoTime);
    }

    Admit(Directory directory, Recall recall, LongSupplier nanos) {
        this.directory = directory;
        this.recall = recall;
        this.nanos = nanos;
    }

    /** The same, which knows these catalogs. */
    public Admit knowing(List<Catalog> known) {
        catalogs = known;
        return this;
    }

    /** The same, which expects what these estimates say. */
    Admit expecting(List<Estimates> known) {
        estimates = known;
        return this;
    }

    @Override
    public Reply handle(Exchange exchange, Next next) {
        List<Seat> seats = directory.seats(exchange.principal());
        if (gone(exchange.principal(), seats)) {
            return Reply.refused(ErrorCode.UNAUTHENTICATED, "the key was deleted");
        }
        if (seats.isEmpty()) {
            return next.handle(exchange);
        }
        List<Candidate> candidates = matters(seats) ? candidates(exchange) : List.of();
        Optional<Failure> refusal = refusal(exchange, seats, candidates);
        if (refusal.isPresent()) {
            return Reply.refused(refusal.get());
        }
        Exchange admitted = Priority.bounded(exchange, seats);
        List<Seat> limited = new ArrayList<>(seats.size());
        for (Seat seat : seats) {
            if (!seat.account().limits().none()) {
                limited.add(seat);
            }
        }
        return limited.isEmpty() ? next.handle(admitted) : metered(admitted, next, limited, likely(seats, candidates));
    }

    /** Whether it matters who could answer: models are restricted, or tokens are limited, and they differ by model. */
    private static boolean matters(List<Seat> seats) {
        for (Seat seat : seats) {
            if (seat.account().rights().models().isPresent() || seat.account().limits().countsTokens()) {
                return true;
            }
        }
        return false;
    }

    private static boolean gone(Principal principal, List<Seat> seats) {
        return principal.id().startsWith(KeyText.ID_PREFIX) && (seats.isEmpty() || seats.getFirst().account().kind() != Kind.KEY);
    }

    private Optional<Failure> refusal(Exchange exchange, List<Seat> seats, List<Candidate> candidates) {
        Operation operation = exchange.operation();
        boolean models = false;
        boolean tools = false;
        for (Seat seat : seats) {
            Rights rights = seat.account().rights();
            if (!rights.allows(operation)) {
                return Optional.of(Failure.of(ErrorCode.FORBIDDEN, seat.account().words() + " may not ask for " + operation.word()));
            }
            models |= rights.models().isPresent();
            tools |= rights.tools().isPresent();
        }
        // Nobody of this name: an alias or a mistake, of which routing knows more.
        if (models && !candidates.isEmpty() && likely(seats, candidates).isEmpty()) {
            return Optional.of(Permission.refusal(seats, exchange.inquiry().model(), candidates));
        }
        Optional<Failure> refusal = tools && operation == Operation.CHAT ? toolRefusal(exchange, seats) : Optional.empty();
        return refusal.isPresent() ? refusal : Priority.refusal(exchange, seats);
    }

    private static Optional<Failure> toolRefusal(Exchange exchange, List<Seat> seats) {
        List<Seat> restricted = seats.stream().filter(seat -> seat.account().rights().tools().isPresent()).toList();
        for (String tool : ToolNames.of(exchange)) {
            for (Seat seat : restricted) {
                if (!seat.account().rights().allowsTool(tool)) {
                    return Optional.of(Permission.forbidden(seat.account().words() + " may not use the tool '" + tool + "'", "tools"));
                }
            }
        }
        return Optional.empty();
    }

    private List<Candidate> candidates(Exchange exchange) {
        List<Catalog> known = catalogs;
        return known.isEmpty() ? List.of() : known.getFirst().candidates(exchange.inquiry().model(), exchange.operation());
    }

    /** The first of these that all of them may use. */
    private static Optional<Candidate> likely(List<Seat> seats, List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            boolean allowed = true;
            for (Seat seat : seats) {
                allowed = allowed && seat.account().rights().allows(candidate);
            }
            if (allowed) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private Reply metered(Exchange exchange, Next next, List<Seat> limited, Optional<Candidate> likely) {
        if (recall.reading()) {
            return Reply.refused(Failure.of(ErrorCode.UNAVAILABLE, "what was used before the gateway started is still being counted")
                    .after(Duration.ofSeconds(1)));
        }
        long expected = counts(limited) ? expected(exchange, likely) : 0;
        Toll toll = new Toll(limited, expected, nanos);
        Toll.Outcome outcome = toll.take();
        List<Quota> left = toll.left();
        Reply reply = switch (outcome) {
            case Toll.Outcome.Refused refused -> Reply.refused(tooMuch(refused, expected));
            case Toll.Outcome.Taken(Consumer<Long> settlement) -> settled(exchange, next, settlement, expected);
        };
        return left.isEmpty() ? reply : reply.receipted(receipt -> receipt.allowing(left));
    }

    private static Reply settled(Exchange exchange, Next next, Consumer<Long> settlement, long expected) {
        try {
            return next.handle(exchange).whenDone(receipt -> settlement.accept(used(receipt, expected)));
        } catch (RuntimeException | Error thrown) {
            settlement.accept(expected);
            throw thrown;
        }
    }

    private static boolean counts(List<Seat> limited) {
        for (Seat seat : limited) {
            if (seat.account().limits().countsTokens()) {
                return true;
            }
        }
        return false;
    }

    private long expected(Exchange exchange, Optional<Candidate> first) {
        Optional<Candidate> likely = exchange.candidate().or(() -> first);
        List<Estimates> known = estimates;
        return known.isEmpty() || likely.isEmpty() ? 0
                : Tokens.of(known.getFirst().of(exchange.inquiry(), likely.get()).likely()).orElse(0L);
    }

    // Whoever was called and did not tell has used what was expected: unknown is not zero.
    private static long used(Receipt receipt, long expected) {
        boolean nobody = receipt.cached() || receipt.target().isEmpty() && receipt.failure().isPresent();
        return Tokens.of(receipt.earlier()) + (nobody ? 0 : Tokens.of(receipt.usage()).orElse(expected));
    }

    private Failure tooMuch(Toll.Outcome.Refused refused, long expected) {
        String limit = refused.who().words() + " may have " + refused.what();
        if (refused.after().isEmpty()) {
            return Failure.of(ErrorCode.RATE_LIMITED, limit + ", which is less than this request alone needs, about " + expected
                    + " tokens");
        }
        Duration wait = refused.after().get();
        Instant reset = directory.clock().instant().plus(wait).plusMillis(999);
        return Failure.of(ErrorCode.RATE_LIMITED, limit + ", and has; there is room again at "
                + Instant.ofEpochSecond(reset.getEpochSecond())).after(wait);
    }
}
