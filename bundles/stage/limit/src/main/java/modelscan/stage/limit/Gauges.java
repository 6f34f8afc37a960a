package modelscan.stage.limit;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Plan.What;

/** The gauges of a provider's rules, and what was counted before this process began; the lock of their gate guards them. */
final class Gauges {
    private final Times times;
    private final Map<String, Gauge> byName = new LinkedHashMap<>();
    private Memory memory = _ -> Optional.empty();
    private Runnable urge = () -> { };

    Gauges(Times times) {
        this.times = times;
    }

    List<Gauge> all() {
        return List.copyOf(byName.values());
    }

    /** Begins to keep counts: takes over what was kept before; {@code urged} is run when more must be kept soon. */
    void keep(Memory kept, Runnable urged, long now) {
        memory = kept;
        urge = urged;
        byName.values().forEach(gauge -> recall(gauge, now));
    }

    /** Counts against other rules from now on; what is counted under the same name goes on. */
    void rule(Collection<Rule> rules, long now) {
        Map<String, Gauge> before = new HashMap<>(byName);
        byName.clear();
        for (Rule rule : rules) {
            Gauge old = before.get(rule.name());
            Gauge gauge = old != null && old.rule().equals(rule) ? old : Gauge.of(rule, times.wall(), now);
            if (old == null) {
                recall(gauge, now);
            } else if (old != gauge) {
                gauge.meter().take(old.meter().used(now), now);
            }
            byName.put(rule.name(), gauge);
        }
        // What counts anew holds nothing back before something of it is kept.
        urge.run();
    }

    /** Whether the size of a request matters. */
    boolean sized() {
        return byName.values().stream().anyMatch(gauge -> gauge.what() != What.REQUESTS && gauge.what() != What.CONCURRENT);
    }

    /** The gauge that counts now what was taken from this one: the rules may have changed since. */
    Gauge present(Gauge taken) {
        return taken.meter() instanceof ToldMeter ? taken : byName.getOrDefault(taken.name(), taken);
    }

    /** Has more kept soon if this gauge is near to what is kept. */
    void press(Gauge gauge, long now) {
        if (gauge.meter().pressing(now)) {
            urge.run();
        }
    }

    private void recall(Gauge gauge, long now) {
        memory.recall(gauge).ifPresent(saved -> {
            gauge.meter().restore(saved, times.wall().instant(), now);
            gauge.recalled(now);
        });
    }
}
