package modelscan.stage.budget;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import modelscan.api.gateway.Budgets.Budget;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Rates;
import modelscan.api.model.FailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds in the ledger what was spent of budgets that are new here; until then they let nothing through. */
final class Recall {
    private static final Logger LOG = LoggerFactory.getLogger(Recall.class);
    private static final int FEW = 20;
    private static final long PAUSE = 500;
    private static final long PATIENCE = 5_000;

    private final Surroundings around;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private List<Purse> waiting = new ArrayList<>();
    private CountDownLatch round = new CountDownLatch(1);
    private volatile boolean background;
    private boolean stopped;
    private String problem = "";
    private String told = "";

    Recall(Surroundings around, InstantSource clock) {
        this.around = around;
        this.clock = clock;
    }

    /** Works in the background from now on, as soon as it is {@code ready}. */
    void start(BooleanSupplier ready) {
        background = true;
        Thread.ofPlatform().daemon().name("modelscan budgets").start(() -> follow(ready));
    }

    void stop() {
        lock.lock();
        try {
            stopped = true;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes these purses into the next round; what is given counts down at its end. */
    CountDownLatch add(List<Purse> purses) {
        lock.lock();
        try {
            waiting.addAll(purses);
            more.signalAll();
            return round;
        } finally {
            lock.unlock();
        }
    }

    /** The same, and waits a while, so that a new budget works at once. */
    void addAndWait(List<Purse> purses) {
        if (purses.isEmpty()) {
            return;
        }
        CountDownLatch end = add(purses);
        if (!background) {
            run();
            return;
        }
        try {
            if (!end.await(PATIENCE, TimeUnit.MILLISECONDS)) {
                LOG.info("what was spent of {} new budgets is still being added up", purses.size());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One round; what cannot be found now is looked for in the next one. */
    void run() {
        List<Purse> purses;
        CountDownLatch end;
        lock.lock();
        try {
            purses = waiting;
            end = round;
            waiting = new ArrayList<>();
            round = new CountDownLatch(1);
        } finally {
            lock.unlock();
        }
        boolean found = false;
        try {
            found = purses.isEmpty() || around.ledger(ledger -> tell(ledger, purses));
        } finally {
            if (!found) {
                add(purses);
            }
            end.countDown();
        }
    }

    private void tell(Ledger ledger, List<Purse> purses) {
        Instant now = clock.instant();
        Rates rates = around.rates();
        List<Instant> since = purses.stream().map(purse -> purse.begin(now)).toList();
        if (purses.size() <= FEW) {
            for (int i = 0; i < purses.size(); i++) {
                Purse purse = purses.get(i);
                Budget budget = purse.budget();
                ledger.read(since.get(i), budget.scope(), budget.owner(), entry -> purse.recall(Charge.of(entry, budget, rates)));
            }
        } else {
            Purses wanted = new Purses();
            purses.forEach(wanted::put);
            ledger.read(since.stream().min(Comparator.naturalOrder()).orElse(now),
                    entry -> wanted.of(entry).forEach(purse -> purse.recall(Charge.of(entry, purse.budget(), rates))));
        }
        purses.forEach(purse -> purse.known(now));
    }

    private void follow(BooleanSupplier ready) {
        boolean loaded = false;
        do {
            try {
                loaded = loaded || ready.getAsBoolean();
                run();
                problem = "";
                told = "";
            } catch (RuntimeException broken) {
                say(broken);
            }
        } while (pause(loaded));
    }

    // While the gateway starts, stores come a moment later: only what lasts is said, and once.
    private void say(RuntimeException broken) {
        String trouble = String.valueOf(broken.getMessage());
        if (!(broken instanceof FailureException)) {
            LOG.error("budgets cannot be read or added up", broken);
        } else if (trouble.equals(problem) && !trouble.equals(told)) {
            told = trouble;
            LOG.warn("budgets cannot be read or added up: {}", trouble);
        }
        problem = trouble;
    }

    /** Waits for more to do, or a while if something could not be done; false when it is to stop. */
    private boolean pause(boolean loaded) {
        lock.lock();
        try {
            if (loaded && waiting.isEmpty() && !stopped) {
                more.await();
            } else if (!stopped) {
                more.await(PAUSE, TimeUnit.MILLISECONDS);
            }
            return !stopped;
        } catch (InterruptedException stop) {
            return false;
        } finally {
            lock.unlock();
        }
    }
}
