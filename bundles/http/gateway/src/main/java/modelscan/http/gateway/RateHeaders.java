package modelscan.http.gateway;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.PlanBook.Quota;
import modelscan.api.gateway.http.Call;

/** Tells callers with limits of their own what is left of them, under the names their client libraries read. */
final class RateHeaders {
    private RateHeaders() {
    }

    static void write(List<Quota> allowances, Call call) {
        boolean anthropic = !allowances.isEmpty() && call.header("anthropic-version").isPresent();
        for (Quota left : allowances) {
            word(left.what()).ifPresent(word -> {
                if (anthropic) {
                    write(left, call, "anthropic-ratelimit-" + word + "-%s", Instant.now().plus(rounded(left)).truncatedTo(ChronoUnit.SECONDS).toString());
                } else {
                    write(left, call, "x-ratelimit-%s-" + word, text(rounded(left)));
                }
            });
        }
    }

    private static void write(Quota left, Call call, String name, String reset) {
        left.limit().map(BigDecimal::toPlainString).ifPresent(limit -> call.header(name.replace("%s", "limit"), limit));
        left.remaining().map(BigDecimal::toPlainString).ifPresent(rest -> call.header(name.replace("%s", "remaining"), rest));
        call.header(name.replace("%s", "reset"), reset);
    }

    private static Optional<String> word(What what) {
        return switch (what) {
            case REQUESTS -> Optional.of("requests");
            case TOKENS -> Optional.of("tokens");
            case INPUT_TOKENS, OUTPUT_TOKENS, CONCURRENT, CHARACTERS, SECONDS, IMAGES, CREDITS -> Optional.empty();
        };
    }

    private static Duration rounded(Quota left) {
        return left.reset().orElse(Duration.ZERO).plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
    }

    // As OpenAI writes times: 1h2m0s.
    private static String text(Duration time) {
        String hours = time.toHours() > 0 ? time.toHours() + "h" : "";
        String minutes = time.toMinutes() > 0 ? time.toMinutesPart() + "m" : "";
        return hours + minutes + time.toSecondsPart() + "s";
    }
}
