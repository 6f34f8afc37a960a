package modelscan.stage.account;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modelscan.api.gateway.store.Journal;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enters what ran when the last process ended: nobody knows what it used, but everybody can see that it was. */
record Orphans(Desk desk) {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

    /** A request that ran, and what was set aside for it. */
    private record Orphan(Begun begun, byte[] setAside) {
        Booked lost() {
            return begun.lost(SetAside.read(setAside));
        }
    }

    /** Does it, and forgets the register of that process. */
    void settle(Journal journal) {
        try {
            List<Sheet.Remains> remains = desk.register().remains();
            Map<String, Orphan> orphans = new HashMap<>();
            remains.forEach(sheet -> sheet.all().forEach(left -> EntryReading.begun(left.name())
                    .ifPresent(begun -> orphans.put(begun.request(), new Orphan(begun, left.setAside())))));
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
    private static void removeSettled(Journal journal, Map<String, Orphan> orphans) {
        long from = orphans.values().stream().mapToLong(orphan -> orphan.begun().from()).min().orElse(0);
        try (Journal.Entries entries = journal.read(Math.min(from, journal.end()))) {
            entries.forEachRemaining(entry -> {
                if (entry.kind().equals(Desk.SETTLED)) {
                    EntryReading.entry(entry.data()).ifPresent(booked -> orphans.remove(booked.entry().request()));
                }
            });
        }
    }

    private void enter(Journal journal, Map<String, Orphan> orphans) {
        if (orphans.isEmpty()) {
            return;
        }
        LOG.warn("{} requests ran when the last process ended; nobody knows what they used, they are listed as unknown",
                orphans.size());
        List<Booked> all = orphans.values().stream().map(Orphan::lost).toList();
        all.stream().map(lost -> journal.append(Desk.SETTLED, EntryText.of(lost))).reduce((_, later) -> later)
                .ifPresent(Journal.Receipt::await);
        // Whoever keeps accounts looks for them in the journal.
        all.forEach(lost -> desk.around().watchers().forEach(watcher -> watcher.settled(lost.entry())));
    }
}
