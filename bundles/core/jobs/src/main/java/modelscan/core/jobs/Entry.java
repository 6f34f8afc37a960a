package modelscan.core.jobs;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import modelscan.api.gateway.Jobs.Job;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Wishes;
import modelscan.api.model.Failure;
import modelscan.api.model.JobState;

/**
 * A job as it is kept; every change is a new one.
 *
 * @param job what everybody may know of it
 * @param caller who asked, and how
 * @param ticket the provider's name for it, once it is known
 * @param cancelling whether somebody wants it to stop
 * @param receipt what it used, at its end
 * @param webhook where its end is told
 */
record Entry(Job job, Caller caller, Optional<Ticket> ticket, boolean cancelling, Optional<Receipt> receipt,
        Optional<Webhook> webhook) {

    /** Who asked, with what wishes, under which request id, and whether piece by piece. */
    record Caller(Principal principal, Wishes wishes, String request, boolean stream) {
    }

    /** The name a provider gave to a job, and who that provider is. */
    record Ticket(String text, String provider, String model) {
    }

    /** Where the end is told, how often that was tried, and whether no more is to be done. */
    record Webhook(URI url, int tries, boolean settled) {
    }

    Entry {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(receipt, "receipt");
        Objects.requireNonNull(webhook, "webhook");
    }

    /** Whether nothing will change any more. */
    boolean over() {
        return over(job.state());
    }

    static boolean over(JobState state) {
        return switch (state) {
            case QUEUED, RUNNING -> false;
            case SUCCEEDED, FAILED, CANCELLED -> true;
        };
    }

    Entry standing(JobState state, Optional<Integer> percent, Instant now) {
        return with(new Job(job.id(), job.owner(), job.operation(), job.model(), state, percent, job.created(), now,
                job.failure()));
    }

    Entry named(Ticket known) {
        return new Entry(job, caller, Optional.of(known), cancelling, receipt, webhook);
    }

    Entry cancelled() {
        return new Entry(job, caller, ticket, true, receipt, webhook);
    }

    Entry told(Webhook change) {
        return new Entry(job, caller, ticket, cancelling, receipt, Optional.of(change));
    }

    Entry ended(JobState state, Optional<Failure> failure, Receipt used, Instant now) {
        Optional<Integer> percent = state == JobState.SUCCEEDED ? Optional.of(100) : job.percent();
        Job end = new Job(job.id(), job.owner(), job.operation(), job.model(), state, percent, job.created(), now, failure);
        return new Entry(end, caller, ticket, cancelling, Optional.of(used), webhook);
    }

    private Entry with(Job changed) {
        return new Entry(changed, caller, ticket, cancelling, receipt, webhook);
    }
}
