package modelscan.core.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import modelscan.core.plugins.Slot.Refusal;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the framework run what lies in the folder; used by one thread, read by any. */
final class Deployer {
    private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);

    private final BundleContext context;
    private final PluginFolder folder;
    private final Starter starter;
    private final Vitals vitals;
    private final Drains drains;
    private final Map<String, Slot> slots = new ConcurrentSkipListMap<>();
    private long installed;

    Deployer(BundleContext context, PluginFolder folder, Starter starter, Vitals vitals, Drains drains) {
        this.context = context;
        this.folder = folder;
        this.starter = starter;
        this.vitals = vitals;
        this.drains = drains;
    }

    /** A version that is installed and not yet started. */
    private record Arrival(Stamp stamp, Parcel parcel, Generation fresh) {
    }

    Collection<Slot> slots() {
        return slots.values();
    }

    /** Takes over the plugins that an earlier deployer left running in the framework. */
    void adopt() throws InterruptedException {
        for (Bundle bundle : context.getBundles()) {
            Optional<Generation> generation = Generation.of(bundle);
            if (generation.isPresent()) {
                adopt(generation.get());
            }
        }
    }

    /**
     * Brings the framework in line: first what is new, so that a renamed plugin is never absent, then what is gone.
     *
     * @return whether there is nothing left to do
     */
    boolean deploy(Set<String> present, Map<String, Stamp> resting) throws InterruptedException {
        List<Arrival> arrivals = new ArrayList<>();
        resting.forEach((file, stamp) -> {
            if (!handled(file, stamp)) {
                take(slot(file), stamp).ifPresent(arrivals::add);
            }
        });
        for (Arrival arrival : arrivals) {
            bringUp(arrival);
        }
        if (!arrivals.isEmpty()) {
            retry();
        }
        for (Slot slot : List.copyOf(slots.values())) {
            if (!present.contains(slot.file())) {
                remove(slot);
            }
        }
        return resting.entrySet().stream().allMatch(file -> handled(file.getKey(), file.getValue()));
    }

    /** Tries again to start what lacked something. */
    void retry() throws InterruptedException {
        for (Slot slot : List.copyOf(slots.values())) {
            Optional<Bundle> waiting = slot.live().map(Generation::bundle)
                    .filter(bundle -> (bundle.getState() & (Bundle.INSTALLED | Bundle.RESOLVED)) != 0);
            if (waiting.isPresent() && starter.start(waiting.get()).isEmpty()) {
                LOG.info("plugin {} started: what it lacked is there now", slot.file());
            }
        }
    }

    private boolean handled(String file, Stamp stamp) {
        return slot(file).handled(stamp);
    }

    private Slot slot(String file) {
        return slots.getOrDefault(file, Slot.empty(file));
    }

    private void adopt(Generation generation) throws InterruptedException {
        Slot slot = slot(generation.file());
        if (slot.live().isPresent()) {
            drains.retire(slot.live().get());
        }
        slots.put(slot.file(), new Slot(slot.file(), Optional.empty(), Optional.of(generation), Optional.empty()));
    }

    private Optional<Arrival> take(Slot slot, Stamp stamp) {
        String name = slot.file();
        try {
            Parcel parcel = Parcel.of(folder.inside(slot.file()));
            name = parcel.symbolicName();
            if (slot.holds(parcel.hash())) {
                slots.put(slot.file(), slot.kept(stamp));
                return Optional.empty();
            }
            return install(parcel).map(fresh -> new Arrival(stamp, parcel, fresh));
        } catch (IOException | BundleException | RuntimeException unusable) {
            refuse(slot, stamp, new Refusal(name, "", Reasons.plain(unusable), false));
            return Optional.empty();
        }
    }

    /** Empty when the file was changed while the framework copied it. */
    private Optional<Generation> install(Parcel parcel) throws IOException, BundleException {
        Bundle bundle;
        try (InputStream content = parcel.content().open()) {
            bundle = context.installBundle(Generation.location(parcel, installed++), content);
        }
        if (parcel.unchanged(folder.path().resolve(parcel.file()))) {
            return Optional.of(new Generation(parcel.file(), parcel.hash(), bundle));
        }
        bundle.uninstall();
        return Optional.empty();
    }

    private void bringUp(Arrival arrival) throws InterruptedException {
        Slot slot = slot(arrival.parcel().file());
        Bundle fresh = arrival.fresh().bundle();
        Optional<Generation> working = slot.live().filter(Generation::active);
        Optional<Starter.Failed> failed = starter.start(fresh);
        boolean mayWait = working.isEmpty() && failed.filter(Starter.Failed::unmet).isPresent();
        if (failed.isEmpty() && working.isPresent()) {
            failed = starter.awaitUp(fresh, vitals.waiting(working.get().bundle()))
                    .map(why -> new Starter.Failed(why, false));
        }
        if (failed.isPresent() && !mayWait) {
            giveUp(slot, arrival, failed.get());
            return;
        }
        slots.put(slot.file(), slot.replaced(arrival.stamp(), arrival.fresh()));
        LOG.info("plugin {}: {} {} {}", slot.file(), fresh.getSymbolicName(), fresh.getVersion(),
                failed.isEmpty() ? "started" : "waits");
        if (slot.live().isPresent()) {
            drains.retire(slot.live().get());
        }
        lookAgainAtUnmet();
    }

    private void giveUp(Slot slot, Arrival arrival, Starter.Failed failed) throws InterruptedException {
        Parcel parcel = arrival.parcel();
        refuse(slot, arrival.stamp(), new Refusal(parcel.symbolicName(), parcel.version(), failed.why(), failed.unmet()));
        drains.discard(arrival.fresh());
    }

    private void refuse(Slot slot, Stamp stamp, Refusal refusal) {
        slots.put(slot.file(), slot.refused(stamp, refusal));
        LOG.warn("plugin {} is not used: {}{}", slot.file(), refusal.why(),
                slot.live().isPresent() ? "; the version before stays" : "");
    }

    private void lookAgainAtUnmet() {
        slots.replaceAll((file, slot) -> slot.refusal().filter(Refusal::unmet).isPresent() ? slot.forgotten() : slot);
    }

    private void remove(Slot slot) throws InterruptedException {
        slots.remove(slot.file());
        LOG.info("plugin {} removed", slot.file());
        if (slot.live().isPresent()) {
            drains.remove(slot.live().get());
        }
    }
}
