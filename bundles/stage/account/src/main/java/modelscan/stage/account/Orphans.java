package modelscan.stage.account;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.store.Journal;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enters what ran when the last process ended: nobody knows what it used, but everybody can see that it was. */
record Orphans(Desk desk) {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

    /** Does it, and forgets the register of that process. */
    void settle(Journal journal) {
        try {
            List<Sheet.Remains> remains = desk.register().remains();
            Map<String, Begun> orphans = new HashMap<>();
            remains.forEach(sheet -> sheet.texts().forEach(text -> EntryReading.begun(text)
                    .ifPresent(begun -> orphans.put(begun.request(), begun))));
            if (!orphans.isEmpty()) {
                removeSettled(journal, orphans);
                enter(journal, orphans);
            }
            remains.forEach(Sheet.Remains::delete);
        } catch (IOException unreadable) {
            throw new FailureException(Failure.of(ErrorCode.UNAVAILABLE, "which requests ran when the last process ended cannot "
                    + "be read: " + unreadable.getMessage()).because("storage_failed"));
        }
    }

    // A request may have got its entry without there having been time to say that it runs no more.
    private static void removeSettled(Journal journal, Map<String, Begun> orphans) {
        long from = orphans.values().stream().mapToLong(Begun::from).min().orElse(0);
        try (Journal.Entries entries = journal.read(Math.min(from, journal.end()))) {
            entries.forEachRemaining(entry -> {
                if (entry.kind().equals(Desk.SETTLED)) {
                    EntryReading.entry(entry.data()).ifPresent(booked -> orphans.remove(booked.entry().request()));
                }
            });
        }
    }

    private void enter(Journal journal, Map<String, Begun> orphans) {
        if (orphans.isEmpty()) {
            return;
        }
        LOG.warn("{} requests ran when the last process ended; nobody knows what they used, they are listed as unknown",
                orphans.size());
        Optional<Journal.Receipt> last = Optional.empty();
        for (Begun begun : orphans.values()) {
            Booked lost = begun.lost();
            last = Optional.of(journal.append(Desk.SETTLED, EntryText.of(lost)));
            desk.around().watchers().forEach(watcher -> watcher.settled(lost.entry()));
        }
        last.ifPresent(Journal.Receipt::await);
    }
}
