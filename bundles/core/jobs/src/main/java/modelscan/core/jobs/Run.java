package modelscan.core.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.JobState;
import modelscan.api.model.Original;
import modelscan.api.model.StreamEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a job to its end: asks, goes on with its ticket when the way was cut, writes down the answer. */
final class Run {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);
    // About an hour: so long may a provider be out of reach while it works.
    private static final int TRIES = 60;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Work work;
    private final Exchange exchange;
    private final Desk desk;
    private boolean begun;
    private Optional<JobState> told = Optional.empty();

    Run(Work work, Exchange exchange, Desk desk) {
        this.work = work;
        this.exchange = exchange;
        this.desk = desk;
    }

    /** Runs until the job is over or the bundle stops; what is on disk is then where the next start goes on. */
    void run() throws InterruptedException {
        try {
            for (int tries = 0; follow(); tries++) {
                if (tries == TRIES) {
                    fail(Failure.of(ErrorCode.PROVIDER_UNREACHABLE, "the provider was out of reach for too long; it may still "
                            + "be at it"), Receipt.EMPTY);
                    return;
                }
                Duration wait = Duration.ofSeconds(1L << Math.min(tries, 6));
                desk.pause().rest(wait.compareTo(LONGEST) < 0 ? wait : LONGEST, work.cancellation());
            }
        } catch (RuntimeException | LinkageError | StackOverflowError fault) {
            LOG.error("Job {} broke", work.entry().job().id(), fault);
            fail(Failure.of(ErrorCode.INTERNAL, "the gateway broke at this job; its log tells why, under its id"), Receipt.EMPTY);
        }
    }

    /** Asks once; whether it is to be asked again. */
    private boolean follow() {
        if (work.stopping()) {
            return false;
        }
        told = Optional.empty();
        boolean late = work.cancellation().cancelled();
        Optional<Entry.Ticket> ticket = work.entry().ticket();
        if (late && ticket.isEmpty()) {
            end(JobState.CANCELLED, Optional.empty(), Receipt.EMPTY);
            return false;
        }
        Cancellation own = new Cancellation();
        Exchange asking = asking(ticket).cancelledBy(own);
        if (!begun && ticket.isEmpty()) {
            work.keep(entry -> entry.standing(JobState.RUNNING, Optional.empty(), desk.clock().instant()));
        }
        try (Cancellation.Hook _ = late ? () -> { } : work.cancellation().onCancel(own::cancel)) {
            Optional<Reply> reply = desk.line().handle(asking);
            if (reply.isEmpty()) {
                return unasked();
            }
            begun = true;
            // What was to be cancelled before can be so only now: a cancelled exchange reaches no provider.
            try (Cancellation.Hook _ = late ? work.cancellation().onCancel(own::cancel) : () -> { };
                    Reply answer = reply.get()) {
                return pull(answer);
            }
        }
    }

    // Nobody was asked, so a restart in the meantime may begin it.
    private boolean unasked() {
        if (!begun && work.entry().ticket().isEmpty()) {
            work.keep(entry -> entry.standing(JobState.QUEUED, Optional.empty(), desk.clock().instant()));
        }
        return true;
    }

    private Exchange asking(Optional<Entry.Ticket> ticket) {
        if (ticket.isEmpty()) {
            return exchange;
        }
        Candidate candidate = desk.line().candidate(ticket.get(), exchange.operation());
        return exchange.to(candidate, 1).resuming(ticket.get().text());
    }

    private boolean pull(Reply answer) {
        Path folder = desk.shelf().folder(work.entry().job().id());
        Optional<String> dialect = exchange.inquiry().original().map(Original::dialect);
        work.pulling(answer);
        // A provider that does not listen to the cancellation is left at least.
        try (Cancellation.Hook _ = work.cancellation().onCancel(() -> Thread.startVirtualThread(answer::close));
                Recording recording = Recording.begin(desk.shelf().disk(), folder, desk.settings().largest(), dialect)) {
            Optional<Failure> failure = Optional.empty();
            for (Optional<Piece> piece = answer.next(); piece.isPresent(); piece = answer.next()) {
                failure = failure.or(piece.get()::failure);
                hear(piece.get(), answer);
                recording.add(piece.get());
            }
            return settle(failure.or(() -> answer.receipt().failure()), answer.receipt(), recording);
        } catch (FailureException tooLarge) {
            fail(tooLarge.failure(), answer.receipt());
        } catch (IOException | UncheckedIOException full) {
            // A thread that is interrupted cannot write; the next start goes on with what is there.
            if (work.stopping()) {
                return false;
            }
            LOG.warn("The result of job {} could not be kept", work.entry().job().id(), full);
            fail(Failure.of(ErrorCode.INTERNAL, "the result could not be written to the disk of the gateway"), answer.receipt());
        }
        return false;
    }

    private void hear(Piece piece, Reply answer) {
        for (StreamEvent event : piece.events()) {
            if (event instanceof StreamEvent.JobChanged changed) {
                told = Optional.of(changed.state());
                change(changed, answer.receipt().target());
            }
        }
    }

    private void change(StreamEvent.JobChanged changed, Optional<Candidate> target) {
        Entry now = work.entry();
        // It is done for us when its result is here, not when the provider has it.
        JobState state = Entry.over(changed.state()) ? JobState.RUNNING : changed.state();
        Optional<Entry.Ticket> ticket = target
                .map(known -> new Entry.Ticket(changed.job(), known.provider(), known.model().id())).or(now::ticket);
        boolean news = state != now.job().state() || !ticket.equals(now.ticket());
        Optional<Integer> percent = changed.percent().or(() -> now.job().percent());
        if (news) {
            work.keep(entry -> named(entry, ticket).standing(state, percent, desk.clock().instant()));
        } else if (!percent.equals(now.job().percent())) {
            work.show(entry -> entry.standing(state, percent, desk.clock().instant()));
        }
    }

    private static Entry named(Entry entry, Optional<Entry.Ticket> ticket) {
        return ticket.map(entry::named).orElse(entry);
    }

    /** Draws the line under a try; whether there is to be another. */
    private boolean settle(Optional<Failure> failure, Receipt receipt, Recording recording) throws IOException {
        boolean whole = failure.isEmpty() && receipt.finish().isPresent();
        boolean cancelled = work.cancellation().cancelled();
        if (whole || failure.isEmpty() && !work.stopping() && !cancelled) {
            recording.finish();
            end(JobState.SUCCEEDED, Optional.empty(), receipt);
            return false;
        }
        if (work.stopping()) {
            return false;
        }
        if (cancelled || told.equals(Optional.of(JobState.CANCELLED))) {
            end(JobState.CANCELLED, cancelled ? Optional.empty() : failure, receipt);
            return false;
        }
        if (passing(failure.orElseThrow())) {
            return true;
        }
        fail(failure.get(), receipt);
        return false;
    }

    // With a ticket nothing is begun, and paid for, a second time.
    private boolean passing(Failure failure) {
        boolean open = work.entry().ticket().isPresent() && !told.equals(Optional.of(JobState.FAILED));
        return open && switch (failure.code().retry()) {
            case AGAIN -> true;
            case ELSEWHERE -> failure.code() == ErrorCode.PROVIDER_GONE || failure.code() == ErrorCode.PROVIDER_UNCONFIGURED;
            case NEVER -> failure.code() == ErrorCode.MODEL_NOT_FOUND && failure.provider().isEmpty();
        };
    }

    private void fail(Failure failure, Receipt receipt) {
        end(JobState.FAILED, Optional.of(failure), receipt);
    }

    private void end(JobState state, Optional<Failure> failure, Receipt receipt) {
        work.keep(entry -> entry.ended(state, failure, receipt, desk.clock().instant()));
    }
}
