package modelscan.http.gateway;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.PlanBook.Quota;
import modelscan.api.gateway.http.Call;

/** Tells callers with limits of their own what is left of them, under the names their client libraries read. */
final class RateHeaders {
    private static final Names OPENAI_REQUESTS = Names.openai("requests");
    private static final Names OPENAI_TOKENS = Names.openai("tokens");
    private static final Names ANTHROPIC_REQUESTS = Names.anthropic("requests");
    private static final Names ANTHROPIC_TOKENS = Names.anthropic("tokens");

    private RateHeaders() {
    }

    private record Names(String limit, String remaining, String reset) {
        static Names openai(String what) {
            return new Names("x-ratelimit-limit-" + what, "x-ratelimit-remaining-" + what, "x-ratelimit-reset-" + what);
        }

        static Names anthropic(String what) {
            String name = "anthropic-ratelimit-" + what;
            return new Names(name + "-limit", name + "-remaining", name + "-reset");
        }
    }

    static void write(List<Quota> allowances, Call call) {
        if (allowances.isEmpty()) {
            return;
        }
        boolean anthropic = call.header("anthropic-version").isPresent();
        for (Quota left : allowances) {
            if (left.what() == What.REQUESTS || left.what() == What.TOKENS) {
                boolean tokens = left.what() == What.TOKENS;
                if (anthropic) {
                    write(left, call, tokens ? ANTHROPIC_TOKENS : ANTHROPIC_REQUESTS,
                            Instant.now().plus(rounded(left)).truncatedTo(ChronoUnit.SECONDS).toString());
                } else {
                    write(left, call, tokens ? OPENAI_TOKENS : OPENAI_REQUESTS, text(rounded(left)));
                }
            }
        }
    }

    private static void write(Quota left, Call call, Names names, String reset) {
        left.limit().map(BigDecimal::toPlainString).ifPresent(limit -> call.header(names.limit, limit));
        left.remaining().map(BigDecimal::toPlainString).ifPresent(rest -> call.header(names.remaining, rest));
        call.header(names.reset, reset);
    }

    private static Duration rounded(Quota left) {
        return left.reset().orElse(Duration.ZERO).plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
    }

    // As OpenAI writes times: 1h2m0s.
    private static String text(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 60) {
            return seconds + "s";
        }
        String hours = time.toHours() > 0 ? time.toHours() + "h" : "";
        String minutes = time.toMinutes() > 0 ? time.toMinutesPart() + "m" : "";
        return hours + minutes + time.toSecondsPart() + "s";
    }
}
