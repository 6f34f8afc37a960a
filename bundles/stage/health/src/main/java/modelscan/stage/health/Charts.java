package modelscan.stage.health;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.HealthBook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The charts of all candidates that were called lately. */
@Component(service = {HealthBook.class, Charts.class}, configurationPid = "modelscan.stage.health")
@Designate(ocd = Charts.Config.class)
public final class Charts implements HealthBook {
    static final int MOST = 5000;

    private final Map<Key, Chart> charts = new ConcurrentHashMap<>();
    private final Chart.Clock clock;
    private final Fuse.Rule rule;
    private final History history;
    private final Runnable end;

    /** A candidate by its name; the model itself would take long to compare. */
    record Key(String provider, String model) {
        static Key of(Candidate candidate) {
            return new Key(candidate.provider(), candidate.model().id());
        }

        String name() {
            return model.equals(provider) ? provider : provider + "/" + model;
        }
    }

    /** The words of the configuration. */
    @ObjectClassDefinition(name = "Health", description = "When a candidate is not called for a while")
    public @interface Config {
        @AttributeDefinition(description = "So many failures in a row stop the calls", required = false)
        int failures() default 5;

        @AttributeDefinition(description = "This share of failed calls stops them too, in percent", required = false)
        int percent() default 50;

        @AttributeDefinition(description = "if there were at least so many", required = false)
        int least() default 20;

        @AttributeDefinition(description = "within so many seconds", required = false)
        int window() default 60;

        @AttributeDefinition(description = "For how many seconds calls stop at first", required = false)
        int pause() default 5;

        @AttributeDefinition(description = "and at most, when probes keep failing", required = false)
        int longest() default 60;
    }

    @Activate
    public Charts(Config config) {
        this(new Ticks(), config);
    }

    private Charts(Ticks ticks, Config config) {
        this(new Chart.Clock(InstantSource.system(), System::nanoTime, ticks::now), rule(config), ticks::close);
    }

    Charts(Chart.Clock clock, Fuse.Rule rule, Runnable end) {
        this.clock = clock;
        this.end = end;
        this.rule = rule;
        this.history = new History(clock.wall());
    }

    @Deactivate
    void deactivate() {
        end.run();
    }

    static Fuse.Rule rule(Config config) {
        return new Fuse.Rule(Math.max(1, config.failures()), Math.clamp(config.percent(), 1, 100) / 100.0,
                Math.max(1, config.least()), seconds(config.window()), seconds(config.pause()),
                seconds(Math.max(config.pause(), config.longest())), Duration.ofMinutes(10).toNanos());
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(Math.max(1, seconds)).toNanos();
    }

    @Override
    public Vitals vitals(Candidate candidate) {
        Chart chart = charts.get(Key.of(candidate));
        return chart == null ? Vitals.UNKNOWN : chart.vitals();
    }

    @Override
    public Map<String, Vitals> all() {
        Map<String, Vitals> all = new TreeMap<>();
        each((key, chart) -> all.put(key.name(), chart.vitals()));
        return all;
    }

    void each(BiConsumer<Key, Chart> reader) {
        charts.forEach(reader);
    }

    /** The chart of a candidate; the one that was not called for longest makes room. */
    Chart of(Key key) {
        Chart chart = charts.get(key);
        if (chart != null) {
            return chart;
        }
        if (charts.size() >= MOST) {
            makeRoom();
        }
        return charts.computeIfAbsent(key, _ -> new Chart(clock, rule));
    }

    // A tenth at once, so that it is seldom done.
    private synchronized void makeRoom() {
        if (charts.size() >= MOST) {
            long now = clock.now();
            charts.entrySet().stream().map(entry -> Map.entry(entry.getKey(), now - entry.getValue().lastUsed()))
                    .sorted(Map.Entry.<Key, Long>comparingByValue().reversed()).limit(MOST / 10)
                    .forEach(oldest -> charts.remove(oldest.getKey()));
        }
    }

    Chart.Clock clock() {
        return clock;
    }

    History history() {
        return history;
    }
}
