package modelscan.stage.budget;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.store.Journal;
import modelscan.api.model.FailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what was spent of budgets that are new here; until then they let nothing through.
 *
 * <p>What the last checkpoint knows is brought up to date from the journal; the ledger is asked only for what it does not know.
 */
final class Recall {
    private static final Logger LOG = LoggerFactory.getLogger(Recall.class);
    private static final int FEW = 20;
    private static final long QUICK = 100;
    private static final int QUICK_ROUNDS = 50;
    private static final long PAUSE = 500;
    /** The launcher waits ten seconds for a start. */
    private static final Duration START = Duration.ofSeconds(8);
    private static final long PATIENCE = 5_000;
    private static final long BETWEEN = 5_000;
    /** Nine tenths of the time are for requests. */
    private static final long SHARE = 9;

    private final Surroundings around;
    private final InstantSource clock;
    private final Keeper keeper;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private List<Purse> waiting = new ArrayList<>();
    private CountDownLatch round = new CountDownLatch(1);
    private volatile boolean background;
    private volatile Optional<CheckpointTables> tables = Optional.empty();
    private final Instant begun;
    private int adding;
    private int rounds;
    private boolean awake;
    private boolean stopped;
    private String problem = "";
    private String told = "";

    Recall(Surroundings around, InstantSource clock, Purses purses) {
        this.around = around;
        this.clock = clock;
        this.keeper = new Keeper(purses);
        this.begun = clock.instant();
    }

    /** Begins with all purses there are, and what the last checkpoint knows of them. */
    void begin(CheckpointTables checkpoint, List<Purse> all) {
        keeper.load(checkpoint);
        tables = Optional.of(checkpoint);
        add(all);
    }

    /** What was charged for the latest requests. */
    Fresh fresh() {
        return keeper.fresh();
    }

    /** Something stands in the journal, or will in a moment, that must be looked at soon. */
    void wake() {
        lock.lock();
        try {
            awake = true;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a start should wait for what was spent before; a while only, then those with budgets must. */
    boolean holdsUp() {
        lock.lock();
        try {
            return !(waiting.isEmpty() && adding == 0) && Duration.between(begun, clock.instant()).abs().compareTo(START) < 0;
        } finally {
            lock.unlock();
        }
    }

    /** A checkpoint, if that is possible. */
    void keep() {
        if (tables.isPresent() && around.journal().isPresent() && around.ledger(ledger ->
                keeper.follow(around.journal().orElseThrow(), ledger, around.rates(), clock.instant()))) {
            keeper.save(tables.get());
        }
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
            adding = purses.size();
            round = new CountDownLatch(1);
        } finally {
            lock.unlock();
        }
        boolean found = false;
        try {
            found = purses.isEmpty() || around.ledger(ledger -> tell(ledger, purses));
        } finally {
            added(found ? List.of() : purses);
            end.countDown();
        }
    }

    private void added(List<Purse> unknown) {
        lock.lock();
        try {
            waiting.addAll(unknown);
            adding = 0;
        } finally {
            lock.unlock();
        }
    }

    private void tell(Ledger ledger, List<Purse> purses) {
        Instant now = clock.instant();
        Optional<Journal> journal = around.journal();
        if (journal.isEmpty()) {
            keeper.forget();
        }
        long place = journal.isEmpty() ? Long.MAX_VALUE : keeper.follow(journal.get(), ledger, around.rates(), now);
        List<Purse> strange = purses.stream().filter(purse -> !keeper.knows(purse.budget())).toList();
        History history = new History(ledger, around.rates(), now);
        (strange.size() <= FEW ? history.one(strange, place) : history.all(strange, place)).forEach(keeper::learn);
        purses.forEach(purse -> purse.known(keeper.spent(purse.budget(), now), now));
    }

    private void follow(BooleanSupplier ready) {
        boolean loaded = false;
        long pause;
        do {
            long begin = System.nanoTime();
            rounds = Math.min(rounds, QUICK_ROUNDS) + 1;
            try {
                loaded = loaded || ready.getAsBoolean();
                run();
                keep();
                problem = "";
                told = "";
            } catch (RuntimeException broken) {
                say(broken);
            }
            pause = loaded ? Math.max(BETWEEN, SHARE * TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)) : soon();
        } while (pause(pause));
    }

    // While the gateway starts, it is looked more often.
    private long soon() {
        return rounds <= QUICK_ROUNDS ? QUICK : PAUSE;
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

    /** Waits for more to do, or a while; false when it is to stop. */
    private boolean pause(long longest) {
        lock.lock();
        try {
            if (!stopped && !awake) {
                more.await(waiting.isEmpty() ? longest : soon(), TimeUnit.MILLISECONDS);
            }
            awake = false;
            return !stopped;
        } catch (InterruptedException stop) {
            return false;
        } finally {
            lock.unlock();
        }
    }
}
