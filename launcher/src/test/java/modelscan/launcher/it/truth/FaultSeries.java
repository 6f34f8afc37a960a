package modelscan.launcher.it.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import modelscan.launcher.it.truth.FaultUpstream.Script;
import org.junit.jupiter.api.function.Executable;

/** What the faults that need several requests are made of. */
final class FaultSeries {
    /** Models that fail every other time. */
    static final List<String> FLAPPING = List.of("u34-one", "u34-two", "u34-three");
    /** Further calls that a gateway which has hardly anything to do may make. */
    static final int RESERVE = 10;
    /** The ways of saying when to come again. */
    static final List<Form> FORMS = forms();
    private static final long SEED = 34;
    private static final int TWO_MINUTES = 120;
    private static final long LONGEST = 30_000_000_000L;
    private static final long PAUSE = 20_000_000;

    private FaultSeries() {
    }

    /**
     * A way of saying when to come again.
     *
     * @param held whether the next request must leave it alone
     * @param seconds for how long, as far as that is told
     */
    record Form(String model, boolean held, int seconds, List<String> headers) {
        Script script(Instant now) {
            Instant then = now.plusSeconds(TWO_MINUTES);
            return FaultAnswers.refusal(429, headers.stream().map(header -> header.replace("{date}", date(then))
                    .replace("{past}", date(now.minusSeconds(TWO_MINUTES))).replace("{seconds}", "" + then.getEpochSecond())
                    .replace("{millis}", "" + then.toEpochMilli()).replace("{iso}", then.toString())).toArray(String[]::new));
        }

        @Override
        public String toString() {
            return headers.isEmpty() ? "nothing" : String.join(", ", headers);
        }
    }

    /** The models they use, beside those of the table. */
    static List<String> models() {
        List<String> models = new ArrayList<>(List.of("both-breaks", "both-refuses", "u01-breaker", "u07-messages", "u14-keys-401", "u14-keys-429", "u15", "u30-idle", "u30-race",
                "u33"));
        models.addAll(FLAPPING);
        FORMS.forEach(form -> models.add(form.model()));
        return models;
    }

    static Map<String, List<String>> routes() {
        Map<String, List<String>> routes = new TreeMap<>();
        routes.put("route-flapping", FLAPPING.stream().map(model -> "faulty/" + model).toList());
        routes.put("route-both", List.of("faulty/both-refuses", "faulty/both-breaks"));
        routes.put("route-down", List.of("faulty/u33", "closed/u33"));
        FORMS.forEach(form -> routes.put("route-" + form.model(), List.of("faulty/" + form.model(), "good/" + FaultRig.GOOD)));
        return routes;
    }

    private static List<Form> forms() {
        List<Form> forms = new ArrayList<>();
        form(forms, true, 2, "retry-after: 2");
        form(forms, true, 120, "retry-after: {date}");
        form(forms, false, 0, "retry-after: {past}");
        form(forms, false, 0, "retry-after: 0");
        form(forms, false, 0, "retry-after: -1");
        form(forms, true, 300, "retry-after: 1e9");
        form(forms, true, 1, "retry-after: soon");
        form(forms, true, 1);
        form(forms, true, 2, "retry-after-ms: 1500");
        // Without the limit itself the gateway does not say for how long; the aim is that it does.
        form(forms, true, 0, "x-ratelimit-remaining-requests: 0", "x-ratelimit-reset-requests: 6m0s");
        form(forms, true, 1, "x-ratelimit-limit-requests: 60", "x-ratelimit-remaining-requests: 0", "x-ratelimit-reset-requests: 1s");
        form(forms, true, 360, "x-ratelimit-limit-requests: 60", "x-ratelimit-remaining-requests: 0", "x-ratelimit-reset-requests: 6m0s");
        form(forms, true, 120, "x-ratelimit-limit-requests: 60", "x-ratelimit-remaining-requests: 0", "x-ratelimit-reset-requests: {seconds}");
        form(forms, true, 120, "x-ratelimit-limit-requests: 60", "x-ratelimit-remaining-requests: 0", "x-ratelimit-reset-requests: {millis}");
        form(forms, true, 120, "x-ratelimit-limit-requests: 60", "x-ratelimit-remaining-requests: 0", "x-ratelimit-reset-requests: {iso}");
        form(forms, true, 120, "anthropic-ratelimit-requests-limit: 60", "anthropic-ratelimit-requests-remaining: 0",
                "anthropic-ratelimit-requests-reset: {iso}");
        return List.copyOf(forms);
    }

    private static void form(List<Form> forms, boolean held, int seconds, String... headers) {
        forms.add(new Form("u14-form-" + forms.size(), held, seconds, List.of(headers)));
    }

    private static String date(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    /** Three providers each of which fails half of its calls, in no order. */
    static void flap(FaultRig rig) {
        Random random = new Random(SEED);
        Script right = FaultAnswers.right();
        Script wrong = FaultAnswers.refusal(500);
        FLAPPING.forEach(model -> rig.upstream.plays(model, call -> (random.nextBoolean() ? right : wrong).play(call)));
    }

    /** One that fails until it is healed; its first good answer comes when the test says so. */
    static Patient patient(FaultRig rig) {
        Patient patient = new Patient();
        rig.upstream.plays("u15", patient::play);
        return patient;
    }

    /** An upstream that recovers. */
    static final class Patient {
        private final CountDownLatch answer = new CountDownLatch(1);
        private final Script right = FaultAnswers.right();
        private volatile Script script = FaultAnswers.refusal(500);

        void heal() {
            script = call -> {
                await(answer);
                right.play(call);
            };
        }

        void answer() {
            answer.countDown();
        }

        private void play(FaultCall call) throws IOException {
            script.play(call);
        }
    }

    /** Refuses one key and takes the other. */
    static Keys keys(FaultRig rig, String model, int status) {
        Keys keys = new Keys();
        Script right = FaultAnswers.right();
        Script wrong = FaultAnswers.refusal(status);
        rig.upstream.plays(model, call -> {
            boolean bad = call.header("authorization").endsWith("key-of-one");
            keys.refused.addAndGet(bad ? 1 : 0);
            (bad ? wrong : right).play(call);
        });
        return keys;
    }

    /** How often the bad key was shown. */
    static final class Keys {
        private final AtomicInteger refused = new AtomicInteger();

        int refused() {
            return refused.get();
        }
    }

    /** One whose every second kept connection ends as it is used, and one that ends them while nobody looks. */
    static void closing(FaultRig rig) {
        AtomicInteger number = new AtomicInteger();
        Script right = FaultAnswers.right();
        rig.upstream.plays("u30-race", call -> {
            if (number.incrementAndGet() % 3 != 2) {
                right.play(call);
            }
        });
        rig.upstream.plays("u30-idle", right.andThen(FaultCall::leave));
    }

    /** Requests beside which nothing is wrong. */
    static void calm(FaultClient client, int count) throws Exception {
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> statuses = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String model = i == 0 ? "good/" + FaultRig.GOOD : FaultBalance.NOBODY;
                statuses.add(all.submit(() -> client.chat(model, false).status()));
            }
            for (Future<Integer> status : statuses) {
                assertEquals(200, status.get());
            }
        }
    }

    /** Waits, within bounds, for something to become true. */
    static void eventually(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + LONGEST;
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 30 s: " + what);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    static void unchecked(Executable action) {
        try {
            action.execute();
        } catch (Throwable broken) {
            throw new AssertionError(broken);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(LONGEST, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
