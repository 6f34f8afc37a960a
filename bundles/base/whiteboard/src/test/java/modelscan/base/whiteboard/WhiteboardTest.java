package modelscan.base.whiteboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import modelscan.test.kit.TestFramework;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

class WhiteboardTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final TestFramework framework = TestFramework.start();

    @AfterEach
    void stop() {
        framework.close();
    }

    @Test
    void ordersByRankingAndThenTheLaterFirst() {
        register("old", 0);
        register("new", 0);
        register("high", 5);
        register("low", -5);
        assertEquals(List.of("high", "new", "old", "low"), words(whiteboard(LONG)));
    }

    @Test
    void takesInWhatComesLaterAndMovesWhatIsModified() {
        Whiteboard<Word> whiteboard = whiteboard(LONG);
        ServiceRegistration<Word> first = register("first", 0);
        register("second", 0);
        assertEquals(List.of("second", "first"), words(whiteboard));
        first.setProperties(new Hashtable<>(Map.of(Constants.SERVICE_RANKING, 1)));
        assertEquals(List.of("first", "second"), words(whiteboard));
    }

    @Test
    void aServiceLeavesTheListAtOnceAndItsBundleWaitsForTheLease() throws Exception {
        Whiteboard<Word> whiteboard = whiteboard(LONG);
        ServiceRegistration<Word> registration = register("leaving", 0);
        Part<Word> part = whiteboard.parts().getFirst();
        Lease lease = part.lease().orElseThrow();
        CountDownLatch gone = new CountDownLatch(1);
        Thread stopping = Thread.ofVirtual().start(() -> {
            registration.unregister();
            gone.countDown();
        });
        while (!whiteboard.parts().isEmpty()) {
            Thread.onSpinWait();
        }
        assertEquals(1, gone.getCount(), "the stopping thread waits");
        for (Optional<Lease> late = part.lease(); late.isPresent(); late = part.lease()) {
            // Off the list, but its door is not closed yet.
            late.get().close();
        }
        lease.close();
        lease.close();
        assertTrue(gone.await(30, TimeUnit.SECONDS));
        stopping.join();
    }

    @Test
    void whoDoesNotLeaveInTimeIsToldSo() {
        Whiteboard<Word> whiteboard = whiteboard(Duration.ofMillis(1));
        ServiceRegistration<Word> registration = register("leaving", 0);
        CountDownLatch told = new CountDownLatch(1);
        Optional<Lease> stubborn = whiteboard.parts().getFirst().lease(told::countDown);
        registration.unregister();
        assertEquals(0, told.getCount());
        stubborn.orElseThrow().close();
    }

    @Test
    void aReturnedLeaseIsNotRevoked() {
        Whiteboard<Word> whiteboard = whiteboard(Duration.ofMillis(1));
        ServiceRegistration<Word> registration = register("leaving", 0);
        Part<Word> part = whiteboard.parts().getFirst();
        CountDownLatch told = new CountDownLatch(1);
        part.lease(told::countDown).orElseThrow().close();
        Lease held = part.lease().orElseThrow();
        registration.unregister();
        assertEquals(1, told.getCount());
        held.close();
    }

    @Test
    void countsTheLeasesOfABundle() throws Exception {
        Whiteboard<Word> whiteboard = whiteboard(LONG);
        register("a", 0);
        register("b", 0);
        Lease one = whiteboard.parts().get(0).lease().orElseThrow();
        Lease two = whiteboard.parts().get(1).lease().orElseThrow();
        assertEquals(2, running());
        one.close();
        two.close();
        assertEquals(0, running());
    }

    @Test
    void neverLosesALeaseUnderManyThreads() throws Exception {
        Whiteboard<Word> whiteboard = whiteboard(LONG);
        for (int round = 0; round < 100; round++) {
            ServiceRegistration<Word> registration = register("word", 0);
            Part<Word> part = whiteboard.parts().getFirst();
            Thread[] users = new Thread[8];
            for (int user = 0; user < users.length; user++) {
                users[user] = Thread.ofVirtual().start(() -> {
                    for (Optional<Lease> lease = part.lease(); lease.isPresent(); lease = part.lease()) {
                        lease.get().close();
                    }
                });
            }
            registration.unregister();
            for (Thread user : users) {
                user.join();
            }
            assertEquals(0, part.running());
            assertFalse(part.lease().isPresent());
        }
    }

    @Test
    void readsPropertiesAsTexts() {
        framework.register(Word.class, () -> "x", Map.of("one", "1", "many", new String[] {"a", "b"}, "list", List.of("c"), "number", 3));
        Part<Word> part = whiteboard(LONG).parts().getFirst();
        assertEquals(Optional.of("1"), part.text("one"));
        assertEquals(List.of("a", "b"), part.texts("many"));
        assertEquals(List.of("c"), part.texts("list"));
        assertEquals(Optional.of("3"), part.text("number"));
        assertEquals(Optional.empty(), part.text("absent"));
    }

    private int running() throws Exception {
        long bundle = framework.context().getBundle().getBundleId();
        int sum = 0;
        for (ServiceReference<?> reference : framework.context().getServiceReferences(ToIntFunction.class.getName(),
                "(" + Whiteboard.RUNNING + "=true)")) {
            @SuppressWarnings("unchecked")
            ToIntFunction<Object> census = (ToIntFunction<Object>) framework.context().getService(reference);
            sum += census.applyAsInt(bundle);
        }
        return sum;
    }

    private Whiteboard<Word> whiteboard(Duration patience) {
        return Whiteboard.of(framework.context(), Word.class, patience);
    }

    private ServiceRegistration<Word> register(String word, int ranking) {
        return framework.register(Word.class, () -> word, Map.of(Constants.SERVICE_RANKING, ranking));
    }

    private static List<String> words(Whiteboard<Word> whiteboard) {
        return whiteboard.parts().stream().map(Part::service).map(Supplier::get).toList();
    }

    interface Word extends Supplier<String> {
    }
}
