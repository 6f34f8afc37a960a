package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import modelscan.api.gateway.Exchange;
import modelscan.api.model.FailureException;
import modelscan.api.model.JobState;
import modelscan.api.model.StreamEvent;
import modelscan.base.net.UpstreamAnswer;

/** An answer step by step: opening, the job if it is one, delivery. */
final class Course implements Iterator<StreamEvent>, AutoCloseable {
    private final Exchange exchange;
    private final Opening opening;
    private final Calling calling;
    private final RandomGenerator random;
    private final Delivery delivery;
    private final Deque<StreamEvent> events = new ArrayDeque<>();
    private Runnable step = this::begin;
    private volatile Optional<JobCourse> job = Optional.empty();
    private boolean over;
    private Optional<FailureException> failure = Optional.empty();

    Course(Exchange exchange, Opening opening, Calling calling, RandomGenerator random) {
        this.exchange = exchange;
        this.opening = opening;
        this.calling = calling;
        this.random = random;
        Set<String> hosts = opening.way().reading().answer() instanceof Answer.Media media ? media.fetchedFrom() : Set.of();
        this.delivery = new Delivery(opening.way().reading(), opening.answers(), opening.values(), opening.line(),
                hosts.isEmpty() ? Optional.empty() : Optional.of(new Addresses(calling.base(), hosts)));
        if (exchange.ticket().isPresent() && opening.way().job().isPresent()) {
            Ticket ticket = Ticket.read(exchange.ticket().get());
            follow(opening.way().job().get(), ticket);
        }
    }

    @Override
    public boolean hasNext() {
        while (events.isEmpty() && !over) {
            try {
                step.run();
            } catch (FailureException expected) {
                over = true;
                failure = Optional.of(new FailureException(calling.signed(expected.failure())));
                if (cancelled()) {
                    events.add(job.orElseThrow().changed(JobState.CANCELLED));
                }
            }
        }
        if (events.isEmpty() && failure.isPresent()) {
            throw failure.get();
        }
        return !events.isEmpty();
    }

    @Override
    public StreamEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return events.remove();
    }

    /** Lets go of the connection; a job goes on unless the caller cancelled. */
    @Override
    public void close() {
        delivery.close();
        cancelled();
    }

    private boolean cancelled() {
        return exchange.cancellation().cancelled() && job.map(JobCourse::cancel).orElse(false);
    }

    private void begin() {
        UpstreamAnswer answer = opening.send();
        Optional<Job> wanted = opening.way().job();
        if (wanted.isEmpty()) {
            deliver(answer, List.of());
            return;
        }
        Told told = Told.of(answer);
        JsonNode json = opening.checked(told);
        JobCourse course = follow(wanted.get(), Ticket.of(wanted.get(), json));
        course.begun(json);
        events.addAll(course.events());
        step = course.over().map(this::delivering).orElse(step);
    }

    private JobCourse follow(Job wanted, Ticket ticket) {
        JobCourse course = new JobCourse(wanted, ticket, opening, calling, random);
        job = Optional.of(course);
        step = () -> {
            Optional<JobCourse.Outcome> outcome = course.ask(delivery::flows);
            events.addAll(course.events());
            step = outcome.map(this::delivering).orElse(step);
        };
        return course;
    }

    private Runnable delivering(JobCourse.Outcome outcome) {
        return () -> {
            switch (outcome) {
                case JobCourse.Outcome.Flowing(UpstreamAnswer answer, List<JsonNode> earlier) -> deliver(answer, earlier);
                case JobCourse.Outcome.Read(Told told, JsonNode json, List<JsonNode> earlier) -> {
                    delivery.begin(told, json, earlier);
                    step = this::more;
                }
                case JobCourse.Outcome.Failed(FailureException failure) -> throw failure;
            }
        };
    }

    private void deliver(UpstreamAnswer answer, List<JsonNode> earlier) {
        if (delivery.flows(answer)) {
            delivery.begin(answer, earlier);
        } else {
            Told told = Told.of(answer);
            delivery.begin(told, opening.checked(told), earlier);
        }
        step = this::more;
    }

    private void more() {
        List<StreamEvent> next = delivery.next();
        events.addAll(next);
        over = next.isEmpty();
    }
}
