package modelscan.stage.auth;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Reply;
import modelscan.api.model.Operation;
import modelscan.test.kit.FakeCatalog;
import modelscan.test.kit.Samples;

/**
 * Prints how long the decisions take: the keys, the candidates and the threads are its arguments.
 *
 * <pre>{@code java -cp … modelscan.stage.auth.AuthMeasurement 100000 500 2}</pre>
 */
final class AuthMeasurement {
    private static final int TEAMS = 1000;
    private static final int ROUNDS = 400_000;

    private AuthMeasurement() {
    }

    private interface Decision {
        void about(int key);
    }

    public static void main(String[] arguments) throws Exception {
        int keys = Integer.parseInt(arguments[0]);
        int threads = Integer.parseInt(arguments[2]);
        Path home = Files.createTempDirectory("auth");
        try (MemoryStore store = new MemoryStore()) {
            Ground ground = new Ground(home, store);
            List<String> texts = fill(ground, keys);
            long begin = System.nanoTime();
            Ground again = new Ground(home, store);
            System.out.printf("%d keys read in %.2f s%n", keys, (System.nanoTime() - begin) / 1e9);
            decide(again, texts, Integer.parseInt(arguments[1]), threads);
        }
    }

    private static List<String> fill(Ground ground, int keys) {
        for (int team = 0; team < TEAMS; team++) {
            ground.make(Kind.TEAM, "{'name':'team" + team + "','models':['p*/*'],'limits':{'rpd':1000000000,'rpm':100000000}}");
        }
        List<String> texts = new ArrayList<>();
        for (int key = 0; key < keys; key++) {
            texts.add(ground.make(Kind.KEY, "{'name':'k" + key + "','team':'team" + key % TEAMS + "','models':['p1*/*','p2*/*','p3/m'],"
                    + "'limits':{'rpm':1000000,'rph':10000000,'rpd':100000000,'tpm':1000000000,'concurrent':100}}").get("key").asText());
        }
        return texts;
    }

    private static void decide(Ground ground, List<String> texts, int count, int threads) throws Exception {
        List<Candidate> candidates = IntStream.range(0, count).mapToObj(i -> Samples.candidate("p" + i, "m")).toList();
        Door door = ground.door("until-keys");
        List<Principal> callers = texts.stream().map(text -> door.admit(Optional.of(text), false)).toList();
        Admit admit = new Admit(ground.directory, ground.recall, System::nanoTime).knowing(List.of(new FakeCatalog(
                Map.of("shared", candidates.subList(10, 15)), List.of())));
        Permission permission = new Permission(ground.directory);
        Reply nothing = Reply.of();
        Exchange exchange = Samples.chat("shared", "hi");
        measure("door", texts.size(), threads, key -> door.admit(Optional.of(texts.get(key)), false));
        measure("admit and settle", texts.size(), threads, key -> admit.handle(exchange.by(callers.get(key)), _ -> nothing).close());
        measure("all candidates", texts.size(), threads, key -> {
            permission.allowed(callers.get(key), Operation.CHAT, candidates);
        });
        measure("admit, one key", 1, threads, key -> admit.handle(exchange.by(callers.get(key)), _ -> nothing).close());
    }

    private static void measure(String what, int keys, int threads, Decision decision) throws Exception {
        for (int warm = 0; warm < 2; warm++) {
            long[][] took = new long[threads][];
            long begin = System.nanoTime();
            try (ExecutorService all = Executors.newFixedThreadPool(threads)) {
                List<Future<long[]>> each = new ArrayList<>();
                for (int thread = 0; thread < threads; thread++) {
                    int seed = thread;
                    each.add(all.submit(() -> rounds(keys, new Random(seed), decision)));
                }
                for (int thread = 0; thread < threads; thread++) {
                    took[thread] = each.get(thread).get();
                }
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            long[] sorted = Arrays.stream(took).flatMapToLong(Arrays::stream).sorted().toArray();
            if (warm == 1) {
                System.out.printf("%-18s p50 %.2f µs  p99 %.2f µs  p99.9 %.2f µs  %.0f/s%n", what, sorted[sorted.length / 2] / 1e3,
                        sorted[(int) (sorted.length * 0.99)] / 1e3, sorted[(int) (sorted.length * 0.999)] / 1e3, sorted.length / seconds);
            }
        }
    }

    private static long[] rounds(int keys, Random random, Decision decision) {
        long[] took = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            int key = random.nextInt(keys);
            long begin = System.nanoTime();
            decision.about(key);
            took[i] = System.nanoTime() - begin;
        }
        return took;
    }
}
