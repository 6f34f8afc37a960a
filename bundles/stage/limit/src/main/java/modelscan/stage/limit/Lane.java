package modelscan.stage.limit;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modelscan.api.gateway.Plan;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.Plan.Window;
import modelscan.api.gateway.PlanBook.Quota;
import modelscan.api.model.Failure;

/** What holds for one model of a provider; the lock of its gate guards it. */
final class Lane {
    private static final Duration UNTOLD = Duration.ofSeconds(5);
    private static final Duration MOMENT = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofDays(31);

    private final String model;
    private final Line line = new Line();
    private final Map<What, Gauge> told = new EnumMap<>(What.class);
    private final long[] underway = new long[What.values().length];
    private List<Gauge> ruled = List.of();
    private List<Gauge> gauges = List.of();
    private long closedUntil;
    private Optional<Failure> closed = Optional.empty();

    Lane(String model) {
        this.model = model;
    }

    String model() {
        return model;
    }

    Line line() {
        return line;
    }

    List<Gauge> gauges() {
        return gauges;
    }

    /** The gauges of the plan that hold for this model. */
    void rule(List<Gauge> all) {
        ruled = all.stream().filter(gauge -> gauge.rule().holds(model)).toList();
        gauges = Stream.concat(ruled.stream(), told.values().stream()).toList();
    }

    /** What stands against a call now; empty if nothing does. */
    Optional<Verdict> check(long[] amounts, long now) {
        if (closed(now).isPresent()) {
            return Optional.of(new Verdict.Closed(Math.max(closedUntil - now, told(amounts, now)), closed));
        }
        Gauge slowest = null;
        long longest = 0;
        for (Gauge gauge : gauges) {
            if (gauge.never(amounts, now)) {
                return Optional.of(new Verdict.TooLarge(gauge, gauge.least(amounts)));
            }
            long wait = gauge.wait(amounts, now);
            if (wait > longest) {
                slowest = gauge;
                longest = wait;
            }
        }
        return slowest == null ? Optional.empty() : Optional.of(new Verdict.Full(slowest, longest));
    }

    // Who refuses for a moment may have told of a longer time until anything is left.
    private long told(long[] amounts, long now) {
        long longest = 0;
        for (Gauge gauge : told.values()) {
            longest = Math.max(longest, gauge.never(amounts, now) ? 0 : gauge.wait(amounts, now));
        }
        return longest;
    }

    /** Lets nobody through until then. */
    void close(Failure why, long until, long now) {
        if (closed(now).isEmpty() || until - closedUntil > 0) {
            closed = Optional.of(why);
            closedUntil = until;
        }
    }

    /** Forgets what the provider told. */
    void reopen() {
        closed = Optional.empty();
        told.clear();
        gauges = ruled;
    }

    Optional<Failure> closed(long now) {
        return closed.filter(_ -> now - closedUntil < 0);
    }

    void begin(long[] amounts) {
        for (int what = 0; what < underway.length; what++) {
            underway[what] += Math.max(0, amounts[what]);
        }
    }

    void end(long[] amounts) {
        for (int what = 0; what < underway.length; what++) {
            underway[what] -= Math.max(0, amounts[what]);
        }
    }

    /** Takes over what the provider told; {@code own} is what the call took that was told. */
    void tell(List<Quota> quotas, long[] own, long now) {
        boolean grown = false;
        for (Quota quota : quotas) {
            if (quota.remaining().isEmpty()) {
                continue;
            }
            Gauge known = told.get(quota.what());
            Window window = window(quota);
            Optional<BigDecimal> limit = limit(quota);
            if (known == null || known.rule().limit().window() != window || differs(known, limit, quota.remaining().get())) {
                known = new Gauge(rule(quota, window), new ToldMeter());
                told.put(quota.what(), known);
                grown = true;
            }
            int what = quota.what().ordinal();
            long others = Math.max(0, underway[what] - Math.max(0, own[what]));
            ((ToldMeter) known.meter()).tell(limit.map(Amount::of).orElse(Amount.UNKNOWN),
                    Amount.of(quota.remaining().get()), others, now, lasts(quota, window).toNanos());
        }
        if (grown) {
            gauges = Stream.concat(ruled.stream(), told.values().stream()).toList();
        }
    }

    private static boolean differs(Gauge known, Optional<BigDecimal> limit, BigDecimal remaining) {
        BigDecimal amount = known.rule().limit().amount();
        return limit.isPresent() ? limit.get().compareTo(amount) != 0
                : !((ToldMeter) known.meter()).limited() && remaining.compareTo(amount) > 0;
    }

    // A limit of nothing is none: some say so who mean that they do not know.
    private static Optional<BigDecimal> limit(Quota quota) {
        return quota.limit().filter(limit -> limit.signum() > 0);
    }

    private Rule rule(Quota quota, Window window) {
        BigDecimal amount = limit(quota).or(quota::remaining).orElse(BigDecimal.ZERO);
        return new Rule(new Plan.Limit(quota.what(), window, amount, Set.of(model)), Optional.empty(), false, ZoneOffset.UTC);
    }

    private static Duration lasts(Quota quota, Window window) {
        Duration longest = window == Window.MOMENT ? MOMENT : quota.reset().isPresent() ? LONGEST : UNTOLD;
        Duration told = quota.reset().orElse(longest);
        return told.compareTo(longest) > 0 ? longest : told;
    }

    // Which of our limits it is, is told by its amount; failing that, by how soon it is whole again.
    private Window window(Quota quota) {
        if (quota.what() == What.CONCURRENT) {
            return Window.MOMENT;
        }
        for (Gauge gauge : ruled) {
            if (gauge.what() == quota.what() && quota.limit().filter(limit -> limit.compareTo(gauge.rule().limit().amount()) == 0).isPresent()) {
                return gauge.rule().limit().window();
            }
        }
        Duration reset = quota.reset().orElse(UNTOLD);
        for (Window window : List.of(Window.MINUTE, Window.HOUR, Window.DAY)) {
            if (reset.compareTo(Rule.length(window)) <= 0) {
                return window;
            }
        }
        return Window.MONTH;
    }
}
