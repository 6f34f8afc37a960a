package modelscan.stage.auth;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import modelscan.api.gateway.store.Store;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the accounts from a store in the background, again and again until that succeeds. */
final class Loading {
    /** No store is there. */
    static final Loading NOTHING = new Loading(new Way(Path.of(""), Runnable::run, Duration.ZERO), Optional.empty(), (_, _) -> { });

    private static final Logger LOG = LoggerFactory.getLogger(Loading.class);
    private static final String CHECK = "modelscan";

    private final Way way;
    private final Optional<Book> before;
    private final BiConsumer<Loading, Loaded> done;
    private final CountDownLatch closed = new CountDownLatch(1);
    private String logged = "";
    private volatile String trouble = ": there is no store";
    private volatile Optional<Store> store = Optional.empty();
    private volatile Optional<AccountTable> table = Optional.empty();

    /** What accounts have used is taken from the book that was there before. */
    Loading(Way way, Optional<Book> before, BiConsumer<Loading, Loaded> done) {
        this.way = way;
        this.before = before;
        this.done = done;
    }

    /** All accounts, and what marks their keys. */
    record Loaded(Book book, Pepper pepper) {
    }

    /**
     * How it is done.
     *
     * @param pepper the file of the pepper
     * @param background who does it
     * @param pause between two attempts
     */
    record Way(Path pepper, Executor background, Duration pause) {
    }

    /** Begins. */
    void from(Store store) {
        this.store = Optional.of(store);
        trouble = "";
        way.background().execute(() -> {
            boolean known = attempt(store);
            while (!known && !closedWithin(way.pause())) {
                known = attempt(store);
            }
        });
    }

    boolean reads(Store other) {
        return store.filter(mine -> mine == other).isPresent();
    }

    /** Where changes are written; empty before all was read, or when the store has gone. */
    Optional<AccountTable> table() {
        return table;
    }

    /** Why it is not ready, for people. */
    String trouble() {
        return trouble;
    }

    void close() {
        closed.countDown();
    }

    private boolean attempt(Store store) {
        try {
            AccountTable opened = AccountTable.in(store);
            Pepper secret = Pepper.in(way.pepper());
            Mark check = secret.mark(CHECK);
            if (!opened.pepper(check).equals(check)) {
                throw new FailureException(Failure.of(ErrorCode.UNAVAILABLE, way.pepper() + " is not the file with which the keys in the "
                        + "store were made; bring that one back"));
            }
            Book book = new Book();
            opened.all(account -> book.put(account, before.flatMap(old -> old.seat(account.kind(), account.id())).map(Seat::meter)));
            table = Optional.of(opened);
            done.accept(this, new Loaded(book, secret));
            return true;
        } catch (IOException | RuntimeException failed) {
            if (!failed.toString().equals(logged)) {
                logged = failed.toString();
                LOG.error("The keys cannot be read, so nobody is served; it is tried again and again", failed);
            }
            trouble = ", because they cannot be read; the log of the gateway tells why";
            return false;
        }
    }

    private boolean closedWithin(Duration pause) {
        try {
            return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
