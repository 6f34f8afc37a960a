package modelscan.stage.account;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.LedgerWatcher;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.store.Journal;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An exchange between its beginning and its entry, which is made once, however it ends. */
final class Running {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    private final Exchange exchange;
    private final long start;
    private final Desk desk;
    private final Optional<Sheet.Place> place;
    private final Heard heard = new Heard();
    private final AtomicBoolean settled = new AtomicBoolean();
    private final AtomicBoolean left = new AtomicBoolean();
    private volatile Optional<Journal.Receipt> entry = Optional.empty();

    Running(Exchange exchange, long start, Desk desk, Optional<Sheet.Place> place) {
        this.exchange = exchange;
        this.start = start;
        this.desk = desk;
        this.place = place;
    }

    Heard heard() {
        return heard;
    }

    /** Whether a complete answer that is not in the journal may still be given. */
    boolean serves() {
        return desk.settings().serves();
    }

    /**
     * Makes the entry, if it is not made yet.
     *
     * @return what the journal says of it
     * @throws FailureException if the journal does not take it
     */
    Optional<Journal.Receipt> settle(Receipt receipt, boolean left, Optional<ErrorCode> fault) {
        if (!settled.compareAndSet(false, true)) {
            return Optional.empty();
        }
        Duration took = Duration.ofNanos(Math.max(0, desk.time().nanos() - start));
        Booked booked = desk.settlement().settle(new Ending(exchange, receipt, heard, left, fault, desk.time().now(), took));
        try {
            // What began while the journal took nothing must not use up what is kept for the others.
            Optional<Journal> journal = desk.around().journal().filter(there -> place.isPresent() || there.healthy());
            entry = journal.map(there -> there.append(Desk.SETTLED, EntryText.of(booked)));
            return entry;
        } finally {
            desk.around().watchers().forEach(watcher -> tell(watcher, booked));
            place.ifPresent(known -> desk.register().over(exchange.id(), known));
        }
    }

    /** The exchange is over: as soon as its entry is on disk it runs no more. */
    void leave() {
        if (entry.isPresent() && place.isPresent() && left.compareAndSet(false, true)) {
            desk.around().journal().ifPresent(journal -> desk.register().leave(place.get(), entry.get().position(), journal.end()));
        }
    }

    private static void tell(LedgerWatcher watcher, Booked booked) {
        try {
            watcher.settled(booked.entry());
        } catch (RuntimeException fault) {
            LOG.error("{} cannot take the entry of {}", watcher.getClass().getName(), booked.entry().request(), fault);
        }
    }
}
