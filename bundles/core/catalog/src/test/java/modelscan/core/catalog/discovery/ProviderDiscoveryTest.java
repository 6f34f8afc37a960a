package modelscan.core.catalog.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.ModelWatcher;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.core.catalog.Settings;
import modelscan.core.catalog.descriptor.Listing;
import modelscan.core.catalog.path.Path;
import modelscan.test.kit.TestFramework;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProviderDiscoveryTest {
    private static final Listing LISTING = new Listing("/models", Path.of("data[]"), Path.of("id"),
            Optional.of(Path.of("context")), Optional.empty(), "");

    private final TestFramework framework = TestFramework.start();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private ProviderDiscovery discovery;

    @AfterEach
    void stop() {
        discovery.deactivate();
        framework.close();
    }

    @Test
    void mergesWhatIsToldWithWhatIsDescribed() {
        Fake groq = start(Settings.usual(), new Fake("groq", false));
        groq.body = "{\"data\":[{\"id\":\"known\",\"context\":5},{\"id\":\"bare\",\"context\":7},{\"id\":\"new\",\"context\":9}]}";
        discovery.refresh(Optional.of("groq"));
        assertEquals("known 1000, bare 7, only-described 0, new 9", models(groq));
        assertEquals(1, groq.changes.get());
        assertEquals(List.of("groq +[new] -[]"), told);
    }

    @Test
    void tellsOnlyChangesAndKeepsWhatIsDescribed() {
        Fake groq = start(Settings.usual(), new Fake("groq", false));
        groq.body = "{\"data\":[{\"id\":\"known\"},{\"id\":\"x\"}]}";
        discovery.refresh(Optional.of("groq"));
        discovery.refresh(Optional.of("groq"));
        groq.body = "{\"data\":[{\"id\":\"y\"}]}";
        discovery.refresh(Optional.of("groq"));
        assertEquals(List.of("groq +[x] -[]", "groq +[y] -[known, x]"), told);
        assertEquals(2, groq.changes.get());
        assertEquals("known 1000, bare 0, only-described 0, y 0", models(groq));
    }

    @Test
    void asksByItselfOnceADayAndAfterAFailureInAnHour() throws InterruptedException {
        Fake groq = start(Settings.usual(), new Fake("groq", false));
        sweep(Duration.ZERO);
        sweep(Duration.ofHours(23));
        assertEquals(1, groq.asked.get());
        groq.body = "<html>";
        sweep(Duration.ofHours(1));
        assertEquals(2, groq.asked.get());
        sweep(Duration.ofMinutes(59));
        assertEquals(2, groq.asked.get());
        sweep(Duration.ofMinutes(1));
        assertEquals(3, groq.asked.get());
    }

    @Test
    void asksNobodyWithoutAKeyNorAgainstTheOwnersWill() throws InterruptedException {
        Fake keyless = start(Settings.usual(), new Fake("keyless", false));
        keyless.ready = false;
        Fake local = new Fake("local", true);
        discovery.add(local);
        sweep(Duration.ZERO);
        assertEquals(0, keyless.asked.get() + local.asked.get());
        Failure failure = assertThrows(FailureException.class, () -> discovery.refresh(Optional.of("keyless"))).failure();
        assertEquals(ErrorCode.PROVIDER_UNCONFIGURED, failure.code());
        discovery.refresh(Optional.empty());
        assertEquals(1, local.asked.get(), "who asks for it, gets it");
    }

    @Test
    void leavesRemoteProvidersAloneWhenToldTo() throws InterruptedException {
        Fake groq = start(Settings.of(false, true), new Fake("groq", false));
        Fake local = new Fake("local", true);
        discovery.add(local);
        sweep(Duration.ZERO);
        sweep(Duration.ofMinutes(1));
        assertEquals(0, groq.asked.get());
        assertEquals(2, local.asked.get());
    }

    @Test
    void anEngineThatDoesNotListenIsDownUntilItDoes() {
        Fake local = start(Settings.of(true, true), new Fake("local", true));
        local.failure = Optional.of(Failure.of(ErrorCode.PROVIDER_UNREACHABLE, "connection refused"));
        Failure failure = assertThrows(FailureException.class, () -> discovery.refresh(Optional.of("local"))).failure();
        assertEquals(Optional.of("local"), failure.provider());
        assertEquals(Optional.of("no engine listens at its address: connection refused"), local.assortment.silence());
        local.failure = Optional.empty();
        discovery.refresh(Optional.of("local"));
        assertEquals(Optional.empty(), local.assortment.silence());
    }

    @Test
    void anEngineThatIsNotWatchedIsNotTakenForDown() {
        Fake local = start(Settings.usual(), new Fake("local", true));
        local.failure = Optional.of(Failure.of(ErrorCode.PROVIDER_UNREACHABLE, "connection refused"));
        assertThrows(FailureException.class, () -> discovery.refresh(Optional.of("local")));
        assertEquals(Optional.empty(), local.assortment.silence());
    }

    @Test
    void unknownProvidersAndThoseThatWentAreErrors() {
        Fake groq = start(Settings.usual(), new Fake("groq", false));
        discovery.remove(new Fake("groq", false));
        discovery.refresh(Optional.of("groq"));
        discovery.remove(groq);
        assertEquals(ErrorCode.NOT_FOUND,
                assertThrows(FailureException.class, () -> discovery.refresh(Optional.of("groq"))).failure().code());
    }

    @Test
    void aWatcherThatFailsHarmsNobody() {
        Fake groq = start(Settings.usual(), new Fake("groq", false));
        ModelWatcher broken = (_, _, _) -> {
            throw new IllegalStateException("broken");
        };
        framework.register(ModelWatcher.class, broken, Map.of("service.ranking", 7));
        groq.body = "{\"data\":[{\"id\":\"new\"}]}";
        discovery.refresh(Optional.of("groq"));
        assertTrue(told.contains("groq +[new] -[]"));
    }

    private Fake start(DiscoverySettings settings, Fake fake) {
        discovery = new ProviderDiscovery(framework.context(), settings, now::get);
        ModelWatcher watcher = (provider, added, gone) -> told.add(provider + " +" + new TreeSet<>(added) + " -" + new TreeSet<>(gone));
        framework.register(ModelWatcher.class, watcher, Map.of());
        discovery.add(fake);
        return fake;
    }

    private void sweep(Duration later) throws InterruptedException {
        now.set(now.get().plus(later));
        for (Thread asking : discovery.sweep()) {
            asking.join();
        }
    }

    private static String models(Fake fake) {
        return String.join(", ", fake.assortment.models().stream().map(model -> model.id() + " " + model.context().orElse(0)).toList());
    }

    private static final class Fake implements Lister {
        private final String provider;
        private final boolean local;
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger changes = new AtomicInteger();
        private final Assortment assortment = new Assortment(List.of(model("known", Optional.of(1000)),
                model("bare", Optional.empty()), model("only-described", Optional.empty())), changes::incrementAndGet);
        private volatile String body = "{\"data\":[]}";
        private volatile boolean ready = true;
        private volatile Optional<Failure> failure = Optional.empty();

        Fake(String provider, boolean local) {
            this.provider = provider;
            this.local = local;
        }

        private static Model model(String id, Optional<Integer> context) {
            return new Model(id, Set.of(Operation.CHAT), context, Optional.empty(), Set.of(), Optional.empty(),
                    Optional.empty(), Optional.empty());
        }

        @Override
        public String provider() {
            return provider;
        }

        @Override
        public boolean local() {
            return local;
        }

        @Override
        public boolean ready() {
            return ready;
        }

        @Override
        public Set<Operation> serves() {
            return Set.of(Operation.CHAT);
        }

        @Override
        public Listing listing() {
            return LISTING;
        }

        @Override
        public Assortment assortment() {
            return assortment;
        }

        @Override
        public byte[] fetch() {
            asked.incrementAndGet();
            if (failure.isPresent()) {
                throw new FailureException(failure.get());
            }
            return body.getBytes(StandardCharsets.UTF_8);
        }
    }
}
