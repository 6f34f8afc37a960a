package modelscan.stage.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;

/** Tries candidates in order until one answers; once the caller saw something of an answer there is no other try. */
final class Tries {
    private final Exchange exchange;
    private final Next next;
    private final Gear gear;
    private Tried tried = new Tried();
    private final long begun;
    private List<Candidate> rest;
    private boolean again = true;

    Tries(Exchange exchange, List<Candidate> candidates, Next next, Gear gear) {
        this.exchange = exchange;
        this.rest = candidates;
        this.next = next;
        this.gear = gear;
        this.begun = gear.nanos().getAsLong();
    }

    /** Goes on after these calls, the last of which failed so. */
    Reply after(Tried before, Candidate failed, Failure failure) {
        tried = before;
        again = false;
        Verdict verdict = verdict(failed, failure, true);
        return verdict == Verdict.STOP ? refused(failure) : answer(verdict == Verdict.PAID);
    }

    Reply answer() {
        return answer(false);
    }

    private Reply answer(boolean first) {
        boolean paid = first;
        while (true) {
            Candidate candidate = rest.getFirst();
            rest = rest.subList(1, rest.size());
            Opening opening = open(candidate);
            Optional<Failure> failure = opening.failure();
            if (failure.isEmpty()) {
                return tried.none() ? opening : opening.receipted(tried::before);
            }
            opening.close();
            boolean called = note(candidate, failure.get(), opening.receipt());
            if (!called && paid) {
                gear.budget().giveBack();
            }
            Verdict verdict = verdict(candidate, failure.get(), called);
            if (verdict == Verdict.STOP) {
                return refused(failure.get());
            }
            paid = verdict == Verdict.PAID;
        }
    }

    // With nobody to take over there is nothing to hold an answer back for.
    private Opening open(Candidate candidate) {
        Reply reply = next.handle(exchange.to(candidate, tried.calls() + 1));
        return rest.isEmpty() ? Opening.first(reply) : Opening.window(reply, exchange);
    }

    private boolean note(Candidate candidate, Failure failure, Receipt receipt) {
        boolean called = Rules.called(receipt, failure);
        if (called) {
            tried.called(candidate, receipt, failure);
        } else {
            tried.refused(failure);
        }
        return called;
    }

    private enum Verdict {
        STOP, FREE, PAID
    }

    /** Whether there is another try; it is paid for when a call was made before. */
    private Verdict verdict(Candidate failed, Failure failure, boolean called) {
        boolean over = exchange.cancellation().cancelled() || tried.calls() >= gear.rules().tries()
                || gear.nanos().getAsLong() - begun >= gear.rules().deadline().toNanos();
        if (over) {
            return Verdict.STOP;
        }
        boolean only = rest.isEmpty() && tried.calls() <= 1;
        rest = gear.rules().after(failure, failed, rest);
        boolean once = rest.isEmpty() && only && called && again && Rules.worthWaiting(failure);
        if (rest.isEmpty() && !once) {
            return Verdict.STOP;
        }
        if (!tried.none() && !gear.budget().take()) {
            return Verdict.STOP;
        }
        if (once) {
            waitFor(failed, failure);
        }
        return tried.none() ? Verdict.FREE : exchange.cancellation().cancelled() ? Verdict.STOP : Verdict.PAID;
    }

    private void waitFor(Candidate only, Failure failure) {
        again = false;
        rest = new ArrayList<>(List.of(only));
        long wait = gear.pauseAfter(failure.retryAfter().orElse(Duration.ZERO).toNanos());
        gear.pause().rest(Duration.ofNanos(wait), exchange.cancellation());
    }

    // When everybody fails, the caller learns why the best one did; a failure that is the caller's own fault is told at once.
    private Reply refused(Failure latest) {
        boolean own = latest.code().retry() == ErrorCode.Retry.NEVER || latest.code() == ErrorCode.CONTENT_FILTERED
                || latest.code() == ErrorCode.CONTEXT_TOO_LONG;
        Failure shown = own ? latest : tried.shown().orElse(latest);
        Receipt receipt = tried.failed(shown);
        return Reply.refused(shown).receipted(_ -> receipt);
    }
}
