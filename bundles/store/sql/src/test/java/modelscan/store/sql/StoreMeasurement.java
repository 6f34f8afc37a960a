package modelscan.store.sql;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import modelscan.api.gateway.store.Store.Tables;

/**
 * Prints how fast the embedded database is: an empty home, the works and the clients are its arguments.
 *
 * <pre>{@code java -cp … modelscan.store.sql.StoreMeasurement FOLDER 100000 64}</pre>
 */
final class StoreMeasurement {
    private StoreMeasurement() {
    }

    public static void main(String[] arguments) {
        Path home = Path.of(arguments[0]);
        int works = Integer.parseInt(arguments[1]);
        long begin = System.nanoTime();
        SqlStore store = Home.store(home, Words.EMBEDDED);
        Tables tables = store.open("keys", List.of(StoreContract.FIRST));
        System.out.printf("opened in %.3f s%n", seconds(begin));
        write(tables, works, Integer.parseInt(arguments[2]));
        store.close();
        begin = System.nanoTime();
        SqlStore again = Home.store(home, Words.EMBEDDED);
        System.out.printf("opened again with %d rows in %.3f s%n", StoreContract.count(again.open("keys", List.of(StoreContract.FIRST))),
                seconds(begin));
        again.close();
    }

    private static void write(Tables tables, int works, int clients) {
        long[] waited = new long[works];
        AtomicInteger next = new AtomicInteger();
        long begin = System.nanoTime();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < clients; client++) {
                all.submit(() -> {
                    for (int i = next.getAndIncrement(); i < works; i = next.getAndIncrement()) {
                        long start = System.nanoTime();
                        tables.write(StoreContract.insert("id-" + i));
                        waited[i] = System.nanoTime() - start;
                    }
                });
            }
        }
        double seconds = seconds(begin);
        Arrays.sort(waited);
        System.out.printf("%d clients: %.0f works/s, p50 %.2f ms, p99 %.2f ms%n", clients, works / seconds, waited[works / 2] / 1e6,
                waited[works / 100 * 99] / 1e6);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
