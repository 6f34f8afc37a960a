package modelscan.stage.limit;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.PlanBook.Standing;

/** A rule with its meter; the lock of its gate guards it. */
final class Gauge {
    private static final double WARNING = 0.8;
    private static final long SHORTEST_QUIET = Duration.ofMinutes(1).toNanos();

    private final Rule rule;
    private final Meter meter;
    private final String name;
    private final String key;
    private long quietUntil;
    private boolean warned;

    Gauge(Rule rule, Meter meter) {
        this.rule = rule;
        this.meter = meter;
        this.name = rule.name();
        this.key = meter instanceof ToldMeter ? "" : Counters.hash(name);
    }

    /** A gauge that begins to count now. */
    static Gauge of(Rule rule, InstantSource clock, long now) {
        long most = Amount.of(rule.limit().amount());
        return new Gauge(rule, switch (rule.limit().window()) {
            case MOMENT -> new MomentMeter(most);
            case SECOND, MINUTE, HOUR, DAY, MONTH -> rule.fixed()
                    ? new CalendarMeter(most, rule.limit().window(), rule.zone(), clock, now)
                    : rule.burst().isPresent() ? new BucketMeter(most, Amount.of(rule.burst().get()), rule.length())
                    : new SlidingMeter(most, rule.length());
        });
    }

    Rule rule() {
        return rule;
    }

    /** Its name in the database. */
    String key() {
        return key;
    }

    String name() {
        return name;
    }

    What what() {
        return rule.limit().what();
    }

    Meter meter() {
        return meter;
    }

    /** How much of an amount this limit sees; the rest of an answer that is longer than all of it is only a guess. */
    long share(long[] amounts) {
        return Math.min(Math.max(0, amounts[what().ordinal()]), Math.max(meter.most(), least(amounts)));
    }

    /** Whether it never allows that much. */
    boolean never(long[] amounts, long now) {
        return least(amounts) > meter.ceiling(now);
    }

    /** How much of an amount is sure to be needed: a long answer is a guess, what goes in is not. */
    long least(long[] amounts) {
        long sure = switch (what()) {
            case TOKENS -> amounts[What.INPUT_TOKENS.ordinal()];
            case OUTPUT_TOKENS, CREDITS -> Math.min(1, amounts[what().ordinal()]);
            case REQUESTS, CONCURRENT, INPUT_TOKENS, CHARACTERS, SECONDS, IMAGES -> amounts[what().ordinal()];
        };
        return Math.max(sure, Math.min(1, amounts[what().ordinal()]));
    }

    /** How long a call must wait; {@link Meter#NEVER} if time alone does not help. */
    long wait(long[] amounts, long now) {
        long share = share(amounts);
        return share == 0 || meter.room(now) >= share ? 0 : meter.wait(share, now);
    }

    /** The share that is used, 0 to 1 and above. */
    double used(long now) {
        if (meter instanceof ToldMeter told && !told.known(now)) {
            return 0;
        }
        long most = meter.most();
        return most <= 0 ? 1 : meter.used(now) / (double) most;
    }

    /** Whether somebody should be told that little is left: once for each window. */
    boolean shouldWarn(long now) {
        if (used(now) < WARNING || warned && now - quietUntil < 0) {
            return false;
        }
        beQuiet(now);
        return true;
    }

    /** It goes on from before this process began: who was told then is not told again. */
    void recalled(long now) {
        if (used(now) >= WARNING) {
            beQuiet(now);
        }
    }

    // A window of the calendar ends when it does, a rolling one a while after the warning.
    private void beQuiet(long now) {
        long window = meter instanceof CalendarMeter ? meter.resets(now) : rule.length().toNanos();
        warned = true;
        quietUntil = now + Math.max(SHORTEST_QUIET, window);
    }

    Standing standing(long now, Instant wall) {
        long resets = meter.resets(now);
        BigDecimal used = Amount.decimal(meter.used(now));
        return new Standing(rule.limit(), used, resets == Meter.NEVER ? Optional.empty() : Optional.of(wall.plusNanos(resets).plusMillis(500)
                .truncatedTo(ChronoUnit.SECONDS)),
                meter instanceof ToldMeter);
    }
}
