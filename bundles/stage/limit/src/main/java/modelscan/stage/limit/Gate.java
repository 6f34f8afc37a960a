package modelscan.stage.limit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import modelscan.api.gateway.PlanBook.Quota;
import modelscan.api.model.Failure;

/**
 * All limits of one provider; a call takes from all that hold for it, or from none.
 *
 * <p>One short lock for a provider: all or nothing over several counters has no simpler form without one, and nothing is
 * done under it but adding a few numbers.
 */
final class Gate {
    private final Times times;
    private final ReentrantLock lock = new ReentrantLock();
    private final Gauges gauges;
    private final Lanes lanes = new Lanes();
    private final Waiting waiting;
    private volatile boolean sized;

    Gate(Times times) {
        this.times = times;
        this.gauges = new Gauges(times);
        this.waiting = new Waiting(times, lock, this::attempt);
    }

    /** Begins to keep counts: takes over what was kept before; {@code urged} is run when more must be kept soon. */
    void keep(Memory kept, Runnable urged) {
        locked(now -> {
            gauges.keep(kept, urged, now);
            return null;
        });
    }

    /** Counts against other rules from now on; what is counted under the same name goes on. */
    void rule(Collection<Rule> rules) {
        locked(now -> {
            gauges.rule(rules, now);
            sized = gauges.sized();
            lanes.values().forEach(lane -> {
                lane.reopen();
                lane.rule(gauges.all());
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
            return waiting.enter(lane(entrant.model()), entrant);
        } finally {
            lock.unlock();
        }
    }

    private Verdict attempt(Lane lane, Entrant entrant) {
        long now = times.now();
        Optional<Verdict> objection = lane.check(entrant.amounts(), now);
        if (objection.isPresent()) {
            // It may be that more must only be kept first.
            if (objection.get() instanceof Verdict.Full(Gauge gauge, long _)) {
                gauges.press(gauge, now);
            }
            return objection.get();
        }
        List<Pass.Taken> taken = new ArrayList<>(lane.gauges().size());
        List<Pass.Low> low = List.of();
        for (Gauge gauge : lane.gauges()) {
            long share = gauge.share(entrant.amounts());
            gauge.meter().take(share, now);
            gauges.press(gauge, now);
            taken.add(new Pass.Taken(gauge, share));
            if (gauge.shouldWarn(now)) {
                low = low.isEmpty() ? new ArrayList<>() : low;
                low.add(new Pass.Low(gauge.rule(), gauge.used(now)));
            }
        }
        lane.begin(entrant.amounts());
        return new Verdict.Passed(new Pass(this, lane, taken, entrant.amounts(), now, low));
    }

    private void wake() {
        if (waiting.any()) {
            lanes.values().forEach(waiting::wake);
        }
    }

    void settle(Pass pass, long[] actual) {
        locked(now -> {
            pass.lane().end(pass.amounts());
            for (Pass.Taken taken : pass.taken()) {
                long told = taken.gauge().meter() instanceof MomentMeter ? 0 : actual[taken.gauge().what().ordinal()];
                if (told != Amount.UNKNOWN && told != taken.amount()) {
                    gauges.present(taken.gauge()).meter().correct(told - taken.amount(), pass.at(), now);
                }
            }
            wake();
            return null;
        });
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
            gauges.all().forEach(gauge -> question.accept(gauge, now));
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
            known.rule(gauges.all());
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
