package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.JobState;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;
import modelscan.base.net.UpstreamAnswer;

/** Follows a job: asks, waits longer each time, and tells what changes. */
final class JobCourse {
    private final Job job;
    private final Opening opening;
    private final JobCalls calls;
    private final Ticket ticket;
    private final Backoff backoff;
    private final long begin;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final List<StreamEvent> events = new ArrayList<>();
    private Optional<StreamEvent> told = Optional.empty();
    private Optional<Outcome> outcome = Optional.empty();
    private Duration wait = Duration.ZERO;
    private volatile JsonNode last = Json.object();
    private JsonNode first = Json.object();
    private boolean done;

    /** How it came to its end. */
    sealed interface Outcome {
        /** The body that comes is the medium. */
        record Flowing(UpstreamAnswer answer, List<JsonNode> earlier) implements Outcome {
        }

        /** The answer was read. */
        record Read(Told told, JsonNode json, List<JsonNode> earlier) implements Outcome {
        }

        /** There is no result. */
        record Failed(FailureException failure) implements Outcome {
        }
    }

    JobCourse(Job job, Ticket ticket, Opening opening, Calling calling, RandomGenerator random) {
        this.job = job;
        this.opening = opening;
        this.ticket = ticket;
        this.calls = new JobCalls(job, ticket, opening.values(), calling, opening.line());
        this.backoff = new Backoff(job.rhythm().every(), random);
        this.begin = opening.line().nanos();
    }

    /** Takes in what the answer to the first call said. */
    void begun(JsonNode json) {
        wait = backoff.next();
        last = json;
        first = json;
        boolean told = job.states().at().flatMap(path -> path.first(json)).isPresent();
        Job.Mark mark = told ? job.states().in(json) : Job.Mark.QUEUED;
        if (mark == Job.Mark.SUCCEEDED) {
            // What the provider says at the usual place is read, so that every job ends the same way.
            done = job.spots().result().isPresent();
            wait = Duration.ZERO;
            change(JobState.RUNNING);
        } else {
            heard(mark, json, Optional.empty());
        }
    }

    /** Waits and asks; empty if it is not over yet. */
    Optional<Outcome> ask(Predicate<UpstreamAnswer> flows) {
        opening.line().rest(wait);
        boolean before = done;
        Optional<Duration> wished = Optional.empty();
        try {
            wished = look(done ? calls.result(last) : calls.poll(last), flows);
        } catch (FailureException problem) {
            if (!JobFailure.passing(problem.failure())) {
                // What the caller stopped may still be stopped at the provider.
                open.compareAndSet(true, problem.failure().code() == ErrorCode.CANCELLED);
                throw problem;
            }
        }
        if (outcome.isEmpty()) {
            again(done && !before, wished);
        }
        return outcome;
    }

    /** What has changed since it was asked for last. */
    List<StreamEvent> events() {
        List<StreamEvent> changes = List.copyOf(events);
        events.clear();
        return changes;
    }

    /** The end, if it has come. */
    Optional<Outcome> over() {
        return outcome;
    }

    /** Stops it at the provider; false if it was over or stopped already. */
    boolean cancel() {
        if (!open.compareAndSet(true, false)) {
            return false;
        }
        calls.cancel(last);
        return true;
    }

    StreamEvent changed(JobState state) {
        Optional<Integer> percent = job.told().percent().flatMap(path -> path.first(last)).flatMap(Progress::of);
        return new StreamEvent.JobChanged(ticket.text(), state, percent);
    }

    private Optional<Duration> look(UpstreamAnswer answer, Predicate<UpstreamAnswer> flows) {
        Optional<Job.Mark> byStatus = done ? Optional.empty() : job.states().in(answer.status());
        if (byStatus.isEmpty() && !Told.good(answer.status())) {
            return hindered(answer);
        }
        boolean ready = byStatus.filter(mark -> mark == Job.Mark.SUCCEEDED).isPresent() && job.spots().result().isEmpty();
        if ((done || ready) && flows.test(answer)) {
            succeed();
            outcome = Optional.of(new Outcome.Flowing(answer, List.of(last, first)));
            return Optional.empty();
        }
        Told read = Told.of(answer);
        JsonNode json = read.good() ? opening.checked(read) : errorJson(read);
        if (done) {
            finish(read, json, last);
        } else {
            JsonNode earlier = last;
            last = json;
            heard(byStatus.orElseGet(() -> job.states().in(json)), earlier, Optional.of(read));
        }
        return Optional.empty();
    }

    // What passes by itself is no end of the job.
    private Optional<Duration> hindered(UpstreamAnswer answer) {
        Failure failure = opening.failure(Told.of(answer));
        if (answer.status() < 500 && answer.status() != 429 && answer.status() != 408) {
            throw new FailureException(failure);
        }
        return failure.retryAfter();
    }

    private void heard(Job.Mark mark, JsonNode earlier, Optional<Told> read) {
        switch (mark) {
            case QUEUED, RUNNING -> change(mark.state());
            case SUCCEEDED -> {
                done = true;
                if (job.spots().result().isEmpty()) {
                    finish(read.orElseThrow(), last, earlier);
                }
            }
            case FAILED, CANCELLED, FILTERED -> {
                open.set(false);
                change(mark.state());
                Failure failure = JobFailure.of(mark, job.told().failure(), last);
                outcome = Optional.of(new Outcome.Failed(new FailureException(failure)));
            }
        }
    }

    private void finish(Told read, JsonNode json, JsonNode earlier) {
        succeed();
        outcome = Optional.of(new Outcome.Read(read, json, List.of(earlier, first)));
    }

    private void succeed() {
        open.set(false);
        change(JobState.SUCCEEDED);
    }

    private void change(JobState state) {
        StreamEvent change = changed(state);
        if (!told.equals(Optional.of(change))) {
            told = Optional.of(change);
            events.add(change);
        }
    }

    private void again(boolean now, Optional<Duration> wished) {
        Duration left = job.rhythm().patience().minusNanos(opening.line().nanos() - begin);
        if (!left.isPositive()) {
            throw new FailureException(Failure.of(ErrorCode.PROVIDER_TIMEOUT, "the job was not done within "
                    + job.rhythm().patience().toSeconds() + " s; the provider may still be at it"));
        }
        if (now) {
            wait = Duration.ZERO;
            return;
        }
        Duration next = backoff.next();
        Duration longer = wished.filter(time -> time.compareTo(next) > 0).orElse(next);
        wait = longer.compareTo(left) < 0 ? longer : left;
    }

    private static JsonNode errorJson(Told read) {
        try {
            return read.json();
        } catch (FailureException notJson) {
            return Json.object();
        }
    }
}
