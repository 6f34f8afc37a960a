package modelscan.store.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modelscan.api.gateway.store.Journal;
import modelscan.api.gateway.store.Journal.Entry;
import modelscan.store.journal.OpenJournal.Sizes;

/** A journal of a test. */
record Held(FileJournal journal) implements AutoCloseable {
    static final Sizes SMALL = new Sizes(4096, 0);

    static Held in(Path folder) {
        return in(new LocalDisk(), folder);
    }

    static Held in(Disk disk, Path folder) {
        return new Held(new FileJournal(disk, folder, SMALL));
    }

    /** Fills a folder with entries, each in a group of its own. */
    static void fill(Path folder, int from, int to) {
        try (Held held = in(folder)) {
            for (int i = from; i < to; i++) {
                held.append(i);
            }
        }
    }

    static byte[] data(long number) {
        return ("entry " + number + " " + "x".repeat((int) (number * 7 % 50))).getBytes(StandardCharsets.UTF_8);
    }

    long append(long number) {
        Journal.Receipt receipt = journal.append("ledger", data(number));
        receipt.await();
        return receipt.position();
    }

    List<Entry> from(long position) {
        List<Entry> all = new ArrayList<>();
        try (Journal.Entries entries = journal.read(position)) {
            entries.forEachRemaining(all::add);
        }
        return all;
    }

    @Override
    public void close() {
        try {
            journal.close();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
