package modelscan.core.catalog.discovery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import modelscan.api.gateway.Discovery;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Asks providers for their lists of models: now and then by itself, and when somebody wants it. */
@Component(service = {ProviderDiscovery.class, Discovery.class})
public final class ProviderDiscovery implements Discovery {
    private static final Duration SETTLING = Duration.ofSeconds(2);
    private static final Duration TICK = Duration.ofMinutes(1);
    private static final Duration AFTER_FAILURE = Duration.ofHours(1);
    private static final int MOST_AT_ONCE = 8;

    private final DiscoverySettings settings;
    private final InstantSource clock;
    private final Watchers watchers;
    private final Map<String, Visit> visits = new ConcurrentSkipListMap<>();
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final CountDownLatch closed = new CountDownLatch(1);

    @Activate
    public ProviderDiscovery(BundleContext context, @Reference DiscoverySettings settings) {
        this(context, settings, InstantSource.system());
        Thread.ofVirtual().name("discovery").start(this::run);
    }

    ProviderDiscovery(BundleContext context, DiscoverySettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.watchers = new Watchers(context);
    }

    @Deactivate
    void deactivate() {
        closed.countDown();
        watchers.close();
    }

    /** Takes a provider in; it is asked soon. */
    public void add(Lister lister) {
        visits.put(lister.provider(), new Visit(lister));
    }

    /** Forgets a provider, unless another has taken its place. */
    public void remove(Lister lister) {
        visits.computeIfPresent(lister.provider(), (_, visit) -> visit.lister() == lister ? null : visit);
    }

    @Override
    public void refresh(Optional<String> provider) {
        if (provider.isPresent()) {
            ask(known(provider.get()));
            return;
        }
        List<Thread> asking = visits.values().stream().filter(visit -> visit.lister().ready()).map(this::begin).toList();
        try {
            for (Thread thread : asking) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Visit known(String provider) {
        Visit visit = visits.get(provider);
        if (visit == null) {
            throw new FailureException(Failure.of(ErrorCode.NOT_FOUND, "there is no provider '" + provider
                    + "' that lists its models"));
        }
        if (!visit.lister().ready()) {
            throw new FailureException(Failure.of(ErrorCode.PROVIDER_UNCONFIGURED, provider
                    + " cannot be asked for its models before it has its key and its address").by(provider));
        }
        return visit;
    }

    private void run() {
        try {
            boolean ended = closed.await(SETTLING.toMillis(), TimeUnit.MILLISECONDS);
            while (!ended) {
                sweep();
                ended = closed.await(TICK.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins to ask everybody whose time has come. */
    List<Thread> sweep() {
        Instant now = clock.instant();
        return visits.values().stream().filter(visit -> visit.dueAt(now) && settings.asks(visit.lister().local())
                && visit.lister().ready()).map(visit -> {
                    visit.postpone(now.plus(AFTER_FAILURE));
                    return begin(visit);
                }).toList();
    }

    private Thread begin(Visit visit) {
        return Thread.ofVirtual().name("models of " + visit.lister().provider()).start(() -> {
            places.acquireUninterruptibly();
            try {
                ask(visit);
            } catch (FailureException told) {
                // The visit has logged it.
            } finally {
                places.release();
            }
        });
    }

    private void ask(Visit visit) {
        // An engine on this machine comes and goes with its owner.
        boolean local = visit.lister().local();
        visit.postpone(clock.instant().plus(local ? TICK : AFTER_FAILURE));
        // Whether an engine runs is only known of one that is looked at again and again.
        Assortment.Change change = visit.ask(local && settings.asks(true));
        visit.postpone(clock.instant().plus(local ? TICK : settings.every()));
        if (!change.none()) {
            watchers.tell(visit.lister().provider(), change.added(), change.gone());
        }
    }
}
