package modelscan.store.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import modelscan.store.journal.OpenJournal.Sizes;

/**
 * Prints how fast the journal is: the folder, which must be empty, the entries and the clients are its arguments.
 *
 * <pre>{@code java -cp … modelscan.store.journal.JournalMeasurement FOLDER 1000000 64}</pre>
 */
final class JournalMeasurement {
    private static final int ENTRY = 300;
    private static final Sizes SIZES = new Sizes(64 << 20, 0);

    private JournalMeasurement() {
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int entries = Integer.parseInt(arguments[1]);
        write(folder, entries, Integer.parseInt(arguments[2]));
        long begin = System.nanoTime();
        FileJournal again = new FileJournal(new LocalDisk(), folder, SIZES);
        System.out.printf("opened again at %d in %.3f s%n", again.end(), seconds(begin));
        begin = System.nanoTime();
        int read = 0;
        try (Reading all = (Reading) again.read(0)) {
            while (all.hasNext()) {
                read += all.next().data().length / ENTRY;
            }
        }
        System.out.printf("read %d in %.3f s%n", read, seconds(begin));
        again.close();
        begin = System.nanoTime();
        System.out.printf("verified %d in %.3f s%n", new Verification(folder).entries(), seconds(begin));
    }

    private static void write(Path folder, int entries, int clients) throws IOException {
        FileJournal journal = new FileJournal(new LocalDisk(), folder, SIZES);
        long[] waited = new long[entries];
        AtomicInteger next = new AtomicInteger();
        long begin = System.nanoTime();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < clients; i++) {
                all.submit(() -> append(journal, waited, next));
            }
        }
        double seconds = seconds(begin);
        Arrays.sort(waited);
        System.out.printf("%d clients: %.0f entries/s, p50 %.2f ms, p99 %.2f ms%n", clients, entries / seconds,
                waited[entries / 2] / 1e6, waited[entries / 100 * 99] / 1e6);
        journal.close();
    }

    private static void append(FileJournal journal, long[] waited, AtomicInteger next) {
        byte[] data = new byte[ENTRY];
        for (int i = next.getAndIncrement(); i < waited.length; i = next.getAndIncrement()) {
            long begin = System.nanoTime();
            journal.append("ledger", data).await();
            waited[i] = System.nanoTime() - begin;
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
