package modelscan.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** All measurements of a run and what they mean against the floor. */
final class Report {
    private static final String DIRECT = "direct";

    private final List<Measurement> measurements = new ArrayList<>();
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final String floor;

    /** @param floor the target that the ratios are to */
    Report(String floor) {
        this.floor = floor;
    }

    void add(Measurement measurement) {
        measurements.add(measurement);
    }

    void fact(String name, String value) {
        facts.put(name, value);
    }

    /** For each load a fact: what one target does each second against another, in the same round. */
    void compare(String name, String target, String other) {
        for (Scenario scenario : Scenario.values()) {
            List<Measurement> mine = of(scenario, target);
            if (!mine.isEmpty()) {
                fact(name + ", " + scenario.title(), against(mine, other, (one, floor) -> one.perSecond() / floor.perSecond()).text(2));
            }
        }
    }

    boolean hasFailures() {
        return measurements.stream().anyMatch(measurement -> measurement.failed() > 0);
    }

    /** Two Markdown tables: loads, then everything that was measured once. */
    String text() {
        Table loads = new Table("load", "target", "per second", "÷ " + floor, "CPU µs each", "p50 ms", "added p50 ms", "p99 ms", "first byte ms", "failed");
        for (Scenario scenario : Scenario.values()) {
            measurements.stream().filter(one -> one.scenario() == scenario).map(Measurement::target).distinct()
                    .forEach(target -> row(loads, scenario, target));
        }
        Table once = new Table("what", "value");
        facts.forEach(once::row);
        return facts.isEmpty() ? loads.text() : loads.text() + "\n" + once.text();
    }

    String json() {
        String all = measurements.stream().map(Report::json).collect(Collectors.joining(",\n  "));
        String once = facts.entrySet().stream().map(fact -> quote(fact.getKey()) + ":" + quote(fact.getValue())).collect(Collectors.joining(","));
        return "{\"floor\":" + quote(floor) + ",\n\"facts\":{" + once + "},\n\"measurements\":[\n  " + all + "\n]}\n";
    }

    private void row(Table table, Scenario scenario, String target) {
        List<Measurement> mine = of(scenario, target);
        table.row(scenario.title(), target,
                spread(mine, Measurement::perSecond).text(0),
                against(mine, floor, (one, other) -> one.perSecond() / other.perSecond()).text(2),
                spread(mine, Measurement::processorMicros).text(1),
                spread(mine, one -> one.p50Micros() / 1e3).text(3),
                against(mine, DIRECT, (one, other) -> (one.p50Micros() - other.p50Micros()) / 1e3).text(3),
                spread(mine, one -> one.p99Micros() / 1e3).text(3),
                spread(mine, one -> one.firstByteMicros() / 1e3).text(3),
                failed(mine));
    }

    private List<Measurement> of(Scenario scenario, String target) {
        return measurements.stream().filter(one -> one.scenario() == scenario && one.target().equals(target)).toList();
    }

    private static Spread spread(List<Measurement> some, ToDoubleFunction<Measurement> figure) {
        return Spread.of(some.stream().mapToDouble(figure).boxed().toList());
    }

    private interface Comparison {
        double of(Measurement one, Measurement other);
    }

    /** Each measurement against that of the other target in the same round. */
    private Spread against(List<Measurement> mine, String other, Comparison comparison) {
        return Spread.of(mine.stream().map(one -> same(one, other).map(found -> comparison.of(one, found)).orElse(Double.NaN)).toList());
    }

    private Optional<Measurement> same(Measurement one, String other) {
        return of(one.scenario(), other).stream().filter(found -> found.round() == one.round()).findFirst();
    }

    private static String failed(List<Measurement> some) {
        String kinds = some.stream().filter(one -> one.failed() > 0).map(Measurement::failures).collect(Collectors.joining("; "));
        return kinds.isEmpty() ? "0" : kinds;
    }

    private static String json(Measurement one) {
        return String.format(Locale.ROOT, "{\"target\":%s,\"load\":%s,\"round\":%d,\"perSecond\":%.1f,\"cpuMicros\":%.2f,"
                + "\"p50Micros\":%.1f,\"p99Micros\":%.1f,\"firstByteMicros\":%.1f,\"failed\":%d,\"failures\":%s}",
                quote(one.target()), quote(one.scenario().title()), one.round(), one.perSecond(), one.processorMicros(),
                one.p50Micros(), one.p99Micros(), one.firstByteMicros(), one.failed(), quote(one.failures()));
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
