package modelscan.stage.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TollTest {
    private static final int THREADS = 64;
    private static final int TRIES = 1_000_000;

    @Test
    void letsNobodyOverALimitAtSixtyFourThreads() throws Exception {
        Seat key = seat(Kind.USER, new Limits(Map.of(Rate.RPD, 70_000L, Rate.TPD, 1_000_000L), OptionalInt.empty()));
        Seat other = seat(Kind.USER, new Limits(Map.of(Rate.RPH, 50_000L), OptionalInt.empty()));
        Seat team = seat(Kind.TEAM, new Limits(Map.of(Rate.RPD, 100_000L), OptionalInt.empty()));
        AtomicLong keys = new AtomicLong();
        AtomicLong others = new AtomicLong();
        run(i -> {
            boolean first = ThreadLocalRandom.current().nextBoolean();
            if (new Toll(List.of(first ? key : other, team), 10, () -> 1_000).take() instanceof Toll.Outcome.Taken(var settlement)) {
                (first ? keys : others).incrementAndGet();
                settlement.accept(10L);
            }
        });
        assertEquals(100_000, keys.get() + others.get(), "exactly what the team has");
        assertTrue(keys.get() <= 70_000, "the key has " + keys);
        assertTrue(others.get() <= 50_000, "the other has " + others);
    }

    @Test
    void takesNothingFromOneIfTheOtherHasNothing() throws Exception {
        Seat key = seat(Kind.USER, new Limits(Map.of(Rate.RPD, 1000L), OptionalInt.empty()));
        Seat team = seat(Kind.TEAM, new Limits(Map.of(Rate.RPD, 10L), OptionalInt.empty()));
        run(i -> new Toll(List.of(key, team), 0, () -> 1_000).take());
        assertEquals(990, rest(key));
    }

    @Test
    void countsThoseAtOnce() throws Exception {
        Seat key = seat(Kind.USER, new Limits(Map.of(), OptionalInt.of(3)));
        AtomicInteger running = new AtomicInteger();
        AtomicInteger highest = new AtomicInteger();
        run(i -> {
            if (new Toll(List.of(key), 0, () -> 1_000).take() instanceof Toll.Outcome.Taken(var settlement)) {
                highest.accumulateAndGet(running.incrementAndGet(), Math::max);
                running.decrementAndGet();
                settlement.accept(0L);
            }
        });
        assertTrue(highest.get() <= 3, "at once " + highest);
        List<Toll.Outcome> three = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            three.add(new Toll(List.of(key), 0, () -> 1_000).take());
        }
        assertInstanceOf(Toll.Outcome.Taken.class, three.get(2));
        assertInstanceOf(Toll.Outcome.Refused.class, three.get(3));
    }

    @Test
    void tellsTheLimitThatLastsLongest() {
        Seat key = seat(Kind.USER, new Limits(Map.of(Rate.RPM, 1L, Rate.RPD, 1L, Rate.RPH, 1L), OptionalInt.of(1)));
        new Toll(List.of(key), 0, () -> 1_000).take();
        Toll.Outcome.Refused refused = assertInstanceOf(Toll.Outcome.Refused.class, new Toll(List.of(key), 0, () -> 1_000).take());
        assertEquals("1 requests per day (rpd)", refused.what());
        assertTrue(refused.after().orElseThrow().toHours() >= 24);
    }

    private static long rest(Seat seat) {
        long rest = 0;
        while (new Toll(List.of(seat), 0, () -> 1_000).take() instanceof Toll.Outcome.Taken) {
            rest++;
        }
        return rest;
    }

    private static Seat seat(Kind kind, Limits limits) {
        return Seat.of(new Account(new Account.About(kind, "x", "x", Instant.EPOCH), Rights.ALL, limits, Set.of(), false,
                Optional.empty()), new Meter());
    }

    private interface Try {
        void once(int i);
    }

    private static void run(Try one) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                all.add(threads.submit(() -> {
                    for (int i = 0; i < TRIES / THREADS; i++) {
                        one.once(i);
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
    }
}
