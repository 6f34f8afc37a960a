package modelscan.stage.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Plan;
import modelscan.api.gateway.Plan.What;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;

/**
 * Says why a call may not go out, and when it may.
 *
 * @param candidate where it was to go
 * @param now the time
 */
record Refusal(Candidate candidate, Instant now) {

    Failure of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Full(Gauge gauge, long wait) -> full(gauge, wait);
            case Verdict.TooLarge(Gauge gauge, long needed) -> Failure.of(ErrorCode.QUOTA_EXHAUSTED, candidate.name()
                    + " would need " + Amount.decimal(needed).toPlainString() + " " + words(gauge) + ", but "
                    + allowed(gauge)).because("limit_too_small").by(candidate.provider());
            case Verdict.Closed(long wait, Optional<Failure> why) -> after(Failure.of(why.map(Failure::code)
                    .orElse(ErrorCode.RATE_LIMITED), candidate.provider() + " refuses " + candidate.model().id() + " for now"
                    + why.map(failure -> ": " + failure.message()).orElse("")), wait);
            case Verdict.Left _ -> Failure.of(ErrorCode.CANCELLED, "nobody waits for " + candidate.name() + " any more");
            case Verdict.Passed _ -> throw new IllegalArgumentException("a call that may go out is not refused");
        };
    }

    private Failure full(Gauge gauge, long wait) {
        Failure failure = Failure.of(ErrorCode.RATE_LIMITED, "the limit of " + candidate.provider() + " is reached: "
                + allowed(gauge)).because("limit_reached");
        // What runs ends some time; a second is as good a guess as any.
        return after(failure, wait == Meter.NEVER ? Duration.ofSeconds(1).toNanos() : wait);
    }

    private Failure after(Failure failure, long nanos) {
        Duration wait = Duration.ofMillis((nanos + 999_999) / 1_000_000);
        Instant then = now.plus(wait).plusMillis(500).truncatedTo(ChronoUnit.SECONDS);
        return failure.saying(failure.message() + "; again at " + then).by(candidate.provider()).after(wait);
    }

    private static String allowed(Gauge gauge) {
        if (gauge.meter() instanceof ToldMeter told && !told.limited()) {
            return "it said how many " + words(gauge) + " are left, and these are not enough";
        }
        Plan.Limit limit = gauge.rule().limit();
        String models = limit.models().isEmpty() ? "" : " for " + String.join(", ", limit.models().stream().sorted().limit(3).toList());
        String time = limit.what() == What.CONCURRENT ? " at the same time" : " a " + limit.window().name().toLowerCase(Locale.ROOT);
        return "it allows " + Amount.decimal(gauge.meter().most()).toPlainString() + " " + words(gauge) + time + models;
    }

    private static String words(Gauge gauge) {
        return gauge.what() == What.CONCURRENT ? "requests" : gauge.what().word().replace('_', ' ');
    }
}
