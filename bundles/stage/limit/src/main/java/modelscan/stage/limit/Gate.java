package modelscan.stage.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.PlanBook.Quota;
import modelscan.api.model.Failure;

/**
 * All limits of one provider; a call takes from all that hold for it, or from none.
 *
 * <p>One short lock for a provider: all or nothing over several counters has no simpler form without one, and nothing is
 * done under it but adding a few numbers.
 */
final class Gate {
    private static final int LONGEST_LINE = 1_000;
    private static final long LONGEST_PAUSE = Duration.ofMinutes(1).toNanos();

    private final Times times;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Gauge> gauges = new LinkedHashMap<>();
    private final Lanes lanes = new Lanes();
    private int waiting;
    private volatile boolean sized;
    private Memory memory = _ -> Optional.empty();
    private Runnable urge = () -> { };

    Gate(Times times) {
        this.times = times;
    }

    /** Begins to keep counts: takes over what was kept before; {@code urge} is run when more must be kept soon. */
    void keep(Memory kept, Runnable urged) {
        locked(now -> {
            memory = kept;
            urge = urged;
            gauges.values().forEach(gauge -> kept.recall(gauge)
                    .ifPresent(saved -> gauge.meter().restore(saved, times.wall().instant(), now)));
            return null;
        });
    }

    /** Counts against other rules from now on; what is counted under the same name goes on. */
    void rule(Collection<Rule> rules) {
        locked(now -> {
            Map<String, Gauge> before = new HashMap<>(gauges);
            gauges.clear();
            for (Rule rule : rules) {
                Gauge old = before.get(rule.name());
                Gauge gauge = old != null && old.rule().equals(rule) ? old : Gauge.of(rule, times.wall(), now);
                if (old == null) {
                    memory.recall(gauge).ifPresent(saved -> gauge.meter().restore(saved, times.wall().instant(), now));
                } else if (old != gauge) {
                    gauge.meter().take(old.meter().used(now), now);
                }
                gauges.put(rule.name(), gauge);
            }
            sized = rules.stream().anyMatch(rule -> rule.limit().what() != What.REQUESTS && rule.limit().what() != What.CONCURRENT);
            lanes.values().forEach(lane -> {
                lane.reopen();
                lane.rule(List.copyOf(gauges.values()));
            });
            wake();
            return null;
        });
    }

    /** Whether the size of a request matters here. */
    boolean sized() {
        return sized;
    }

    /** Lets a call out, now or as soon as its patience allows. */
    Verdict enter(Entrant entrant) {
        lock.lock();
        try {
            Lane lane = lane(entrant.model());
            boolean behind = lane.line().before(entrant);
            Verdict verdict = behind ? blocked(lane, entrant) : attempt(lane, entrant);
            boolean hopeless = entrant.patience() <= 0 || lane.line().length() >= LONGEST_LINE;
            return switch (verdict) {
                case Verdict.Full _, Verdict.Closed _ -> hopeless ? verdict : queued(lane, entrant);
                case Verdict.Passed _, Verdict.TooLarge _, Verdict.Left _ -> verdict;
            };
        } finally {
            lock.unlock();
        }
    }

    private Verdict attempt(Lane lane, Entrant entrant) {
        long now = times.now();
        Optional<Verdict> objection = lane.check(entrant.amounts(), now);
        if (objection.isPresent()) {
            // It may be that more must only be kept first.
            if (objection.get() instanceof Verdict.Full(Gauge gauge, long _) && gauge.meter() instanceof CalendarMeter calendar
                    && calendar.pressing()) {
                urge.run();
            }
            return objection.get();
        }
        List<Pass.Taken> taken = new ArrayList<>(lane.gauges().size());
        List<Pass.Low> low = List.of();
        for (Gauge gauge : lane.gauges()) {
            long share = gauge.share(entrant.amounts());
            gauge.meter().take(share, now);
            if (gauge.meter() instanceof CalendarMeter calendar && calendar.pressing()) {
                urge.run();
            }
            taken.add(new Pass.Taken(gauge, share));
            if (gauge.shouldWarn(now)) {
                low = low.isEmpty() ? new ArrayList<>() : low;
                low.add(new Pass.Low(gauge.rule(), gauge.used(now)));
            }
        }
        lane.begin(entrant.amounts());
        return new Verdict.Passed(new Pass(this, lane, taken, entrant.amounts(), now, low));
    }

    // Others wait for the same, so a newcomer does not go before them even if there is room for it.
    private Verdict blocked(Lane lane, Entrant entrant) {
        Entrant first = lane.line().head().orElseThrow().entrant();
        return lane.check(first.amounts(), times.now()).orElseGet(() -> new Verdict.Closed(0, Optional.empty()));
    }

    private Verdict queued(Lane lane, Entrant entrant) {
        Line.Waiter waiter = new Line.Waiter(entrant, lock.newCondition());
        long deadline = times.now() + entrant.patience();
        lane.line().join(waiter);
        waiting++;
        boolean served = false;
        try (var _ = entrant.cancellation().onCancel(() -> wake(waiter))) {
            Verdict verdict = turn(lane, waiter, deadline);
            served = verdict instanceof Verdict.Passed;
            return verdict;
        } finally {
            waiting--;
            lane.line().leave(waiter, served);
            lane.line().head().ifPresent(next -> next.condition().signal());
        }
    }

    private Verdict turn(Lane lane, Line.Waiter waiter, long deadline) {
        while (true) {
            if (waiter.entrant().cancellation().cancelled()) {
                return new Verdict.Left();
            }
            boolean first = lane.line().head().filter(waiter::equals).isPresent();
            Verdict verdict = first ? attempt(lane, waiter.entrant()) : blocked(lane, waiter.entrant());
            long wait = verdict.pause(0);
            long left = deadline - times.now();
            boolean tooLong = first && wait != Meter.NEVER && wait > left;
            if (verdict instanceof Verdict.Passed || verdict instanceof Verdict.TooLarge || left <= 0 || tooLong) {
                return verdict;
            }
            try {
                times.pauses().rest(waiter.condition(), Math.min(LONGEST_PAUSE, first ? Math.min(Math.max(1, wait), left) : left));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return new Verdict.Left();
            }
        }
    }

    private void wake(Line.Waiter waiter) {
        lock.lock();
        try {
            waiter.condition().signal();
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        if (waiting > 0) {
            lanes.values().forEach(lane -> lane.line().head().ifPresent(next -> next.condition().signal()));
        }
    }

    void settle(Pass pass, long[] actual) {
        locked(now -> {
            pass.lane().end(pass.amounts());
            for (Pass.Taken taken : pass.taken()) {
                long told = taken.gauge().meter() instanceof MomentMeter ? 0 : actual[taken.gauge().what().ordinal()];
                if (told != Amount.UNKNOWN && told != taken.amount()) {
                    present(taken.gauge()).meter().correct(told - taken.amount(), pass.at(), now);
                }
            }
            wake();
            return null;
        });
    }

    // The rules may have changed since; the count went over to the gauge that follows.
    private Gauge present(Gauge taken) {
        return taken.meter() instanceof ToldMeter ? taken : gauges.getOrDefault(taken.name(), taken);
    }

    void tell(Pass pass, List<Quota> quotas) {
        locked(now -> {
            pass.lane().tell(quotas, pass.amounts(), now);
            return null;
        });
    }

    void close(Pass pass, Failure why, long nanos) {
        locked(now -> {
            pass.lane().close(why, now + nanos, now);
            return null;
        });
    }

    /** Looks at a model's limits under the lock; the question must be quick. */
    <T> T ask(String model, Function<Lane, T> question) {
        return locked(_ -> question.apply(lane(model)));
    }

    /** Looks at every gauge of the plan under the lock. */
    void each(ObjLongConsumer<Gauge> question) {
        locked(now -> {
            gauges.values().forEach(gauge -> question.accept(gauge, now));
            wake();
            return null;
        });
    }

    /** Looks at every model that was asked for lately, under the lock. */
    void eachLane(Consumer<Lane> question) {
        locked(_ -> {
            lanes.values().forEach(question);
            return null;
        });
    }

    private Lane lane(String model) {
        Lane known = lanes.get(model);
        if (known == null) {
            known = new Lane(model);
            known.rule(List.copyOf(gauges.values()));
            lanes.put(model, known);
        }
        return known;
    }

    private <T> T locked(Function<Long, T> work) {
        lock.lock();
        try {
            return work.apply(times.now());
        } finally {
            lock.unlock();
        }
    }
}
