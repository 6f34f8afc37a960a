package modelscan.core.plugins;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Starts bundles and waits until they are up. */
final class Starter {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Vitals vitals;
    private final Requirements requirements;
    private final Duration startLimit;
    private final Duration upLimit;

    Starter(Vitals vitals, Requirements requirements, Duration startLimit, Duration upLimit) {
        this.vitals = vitals;
        this.requirements = requirements;
        this.startLimit = startLimit;
        this.upLimit = upLimit;
    }

    /**
     * Why a bundle did not start.
     *
     * @param unmet it lacks something that another bundle may bring
     */
    record Failed(String why, boolean unmet) {
    }

    Optional<Failed> start(Bundle bundle) throws InterruptedException {
        AtomicBoolean tooLate = new AtomicBoolean();
        Optional<Throwable> failure = BoundedTask.run("the start of " + bundle.getSymbolicName(), startLimit, () -> {
            bundle.start();
            if (tooLate.get()) {
                bundle.uninstall();
            }
            return null;
        });
        tooLate.set(failure.isPresent());
        return failure.map(thrown -> failed(bundle, thrown));
    }

    /** Waits until the bundle is up; answers what is missing when its time is over or waiting does not help. */
    Optional<String> awaitUp(Bundle bundle, Set<String> tolerated) throws InterruptedException {
        long end = System.nanoTime() + upLimit.toNanos();
        Optional<Vitals.Trouble> trouble = vitals.trouble(bundle, tolerated);
        while (trouble.isPresent() && !trouble.get().lasting() && System.nanoTime() < end) {
            Thread.sleep(PAUSE);
            trouble = vitals.trouble(bundle, tolerated);
        }
        return trouble.map(Vitals.Trouble::why);
    }

    private Failed failed(Bundle bundle, Throwable thrown) {
        boolean unmet = thrown instanceof BundleException e && e.getType() == BundleException.RESOLVE_ERROR;
        Optional<String> missing = unmet ? requirements.missing(bundle) : Optional.empty();
        return new Failed(bundle.getSymbolicName() + " "
                + missing.orElseGet(() -> "cannot be started: " + Reasons.deepest(thrown)), unmet);
    }
}
