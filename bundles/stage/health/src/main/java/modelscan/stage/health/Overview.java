package modelscan.stage.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.HealthBook.Vitals;
import modelscan.stage.health.HealthForm.Line;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Brings together what is known of providers: those that are there, and those that were called. */
@Component(service = Overview.class)
public final class Overview {
    private final Charts charts;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Catalog catalog;

    @Activate
    public Overview(@Reference Charts charts) {
        this.charts = charts;
    }

    Overview(Charts charts, Catalog catalog) {
        this.charts = charts;
        this.catalog = catalog;
    }

    Instant now() {
        return charts.clock().wall().instant();
    }

    boolean lasting() {
        return charts.history().lasting();
    }

    /** Those that are wanted, by id. */
    Map<String, ObjectNode> providers(Asked asked, Predicate<String> wanted) {
        charts.settle();
        Map<Charts.Key, Tally> tallies = charts.history().since(asked.first());
        Map<String, List<Line>> lines = lines(tallies);
        Map<String, Optional<Catalog.Entry>> entries = new TreeMap<>();
        lines.keySet().forEach(provider -> entries.put(provider, Optional.empty()));
        Catalog known = catalog;
        if (known != null) {
            known.providers().forEach(entry -> entries.put(entry.about().id(), Optional.of(entry)));
        }
        HealthForm form = new HealthForm(asked);
        Map<String, ObjectNode> rows = new TreeMap<>();
        entries.forEach((provider, entry) -> {
            if (wanted.test(provider)) {
                rows.put(provider, form.provider(provider, entry, lines.getOrDefault(provider, List.of()),
                        tallies.getOrDefault(Charts.Key.whole(provider), Tally.NONE)));
            }
        });
        return rows;
    }

    /** What happened at a provider, hour by hour. */
    Map<Long, Tally> hours(String provider, Asked asked) {
        return charts.history().hours(provider, asked.first());
    }

    private Map<String, List<Line>> lines(Map<Charts.Key, Tally> tallies) {
        Map<Charts.Key, Chart> present = new HashMap<>();
        charts.each(present::put);
        Set<Charts.Key> keys = new HashSet<>(tallies.keySet());
        keys.addAll(present.keySet());
        Map<String, List<Line>> byProvider = new TreeMap<>();
        keys.stream().filter(key -> !key.whole()).forEach(key -> byProvider.computeIfAbsent(key.provider(), _ -> new ArrayList<>())
                .add(line(key, present.get(key), tallies.getOrDefault(key, Tally.NONE))));
        byProvider.values().forEach(lines -> lines.sort(Comparator.comparing(line -> line.key().model())));
        return byProvider;
    }

    private Line line(Charts.Key key, Chart chart, Tally tally) {
        return chart == null ? new Line(key, Vitals.UNKNOWN, Chart.Details.NONE, tally)
                : new Line(key, chart.vitals(), chart.details(), tally);
    }
}
