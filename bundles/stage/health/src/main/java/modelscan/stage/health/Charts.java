package modelscan.stage.health;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
    // As many as there are providers.
    private final Map<String, Household> households = new ConcurrentHashMap<>();
    private final Rows rows = new Rows(charts);
    private final Chart.Clock clock;
    private final Fuse.Rule rule;
    private final History history;
    private final Runnable end;
    private volatile Runnable turned = () -> { };

    /** A candidate by its name; the model itself would take long to compare. */
    record Key(String provider, String model) {
        static Key of(Candidate candidate) {
            return new Key(candidate.provider(), candidate.model().id());
        }

        /** The provider itself. */
        static Key whole(String provider) {
            return new Key(provider, "");
        }

        boolean whole() {
            return model.isEmpty();
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

        @AttributeDefinition(description = "as do so many within a second, in a row or not", required = false)
        int burst() default 5;

        @AttributeDefinition(description = "if they are this share of the calls of that second, in percent", required = false)
        int burstPercent() default 10;

        @AttributeDefinition(description = "This share of failed calls stops them too, in percent", required = false)
        int percent() default 50;

        @AttributeDefinition(description = "if there were at least so many", required = false)
        int least() default 20;

        @AttributeDefinition(description = "within so many seconds", required = false)
        int window() default 60;

        @AttributeDefinition(description = "For how many seconds calls stop at first", required = false)
        int pause() default 5;

        @AttributeDefinition(description = "and at most, when probes keep failing", required = false)
        int longest() default 15;
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
        return new Fuse.Rule(Math.max(1, config.failures()),
                new Fuse.Many(Math.clamp(config.burst(), 1, 1000), share(config.burstPercent()), 1, seconds(1)),
                new Fuse.Many(1, share(config.percent()), Math.max(1, config.least()), seconds(config.window())),
                new Fuse.Pause(seconds(config.pause()), seconds(Math.max(config.pause(), config.longest())),
                        Duration.ofMinutes(10).toNanos()));
    }

    private static double share(int percent) {
        return Math.clamp(percent, 0, 100) / 100.0;
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
    public List<Vitals> vitals(List<Candidate> candidates) {
        return rows.vitals(candidates);
    }

    @Override
    public Map<String, Vitals> all() {
        Map<String, Vitals> all = new TreeMap<>();
        each((key, chart) -> all.put(key.name(), chart.vitals()));
        return all;
    }

    @Override
    public Map<String, Past> past(Duration time) {
        settle();
        Map<String, Past> past = new TreeMap<>();
        history.since(history.hour() - Math.clamp(time.toHours(), 1, History.MONTH) + 1).forEach((key, tally) -> {
            if (!key.whole()) {
                past.put(key.name(), new Past(tally.calls(), tally.failures(), Duration.of(tally.up(), ChronoUnit.MICROS),
                        Duration.of(tally.down(), ChronoUnit.MICROS)));
            }
        });
        return past;
    }

    /** Brings the history up to now. */
    void settle() {
        charts.values().forEach(Chart::settle);
        households.values().forEach(household -> household.settle(clock.now()));
    }

    /** Who wants to know when calls to a candidate stop, or begin again; it must be quick. */
    void onTurn(Runnable listener) {
        turned = listener;
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
        chart = charts.computeIfAbsent(key, _ -> new Chart(clock, rule, notes(key)));
        rows.changed();
        return chart;
    }

    private Household household(String provider) {
        Household known = households.get(provider);
        return known != null ? known : households.computeIfAbsent(provider, _ -> new Household(clock.wall(), (hour, up, down) ->
                history.add(new History.Slot(Key.whole(provider), hour), Tally.spent(up, down))));
    }

    private Chart.Notes notes(Key key) {
        return new Chart.Notes() {
            @Override
            public void add(long hour, long up, long down) {
                history.add(new History.Slot(key, hour), Tally.spent(up, down));
            }

            @Override
            public void heard(Presence.State state, long since, long at, long longer) {
                household(key.provider()).heard(key.model(), state, since, at, longer);
            }

            @Override
            public void turned() {
                turned.run();
            }
        };
    }

    // A tenth at once, so that it is seldom done.
    private synchronized void makeRoom() {
        if (charts.size() >= MOST) {
            long now = clock.now();
            charts.entrySet().stream().map(entry -> Map.entry(entry.getKey(), now - entry.getValue().lastUsed()))
                    .sorted(Map.Entry.<Key, Long>comparingByValue().reversed()).limit(MOST / 10)
                    .forEach(oldest -> charts.remove(oldest.getKey()).settle());
            rows.changed();
        }
    }

    Chart.Clock clock() {
        return clock;
    }

    History history() {
        return history;
    }
}
