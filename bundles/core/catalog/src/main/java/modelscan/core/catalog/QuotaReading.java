package modelscan.core.catalog;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.PlanBook.Quota;
import modelscan.core.catalog.descriptor.LimitHeaders;
import modelscan.core.catalog.descriptor.LimitHeaders.Names;

/** Reads what a provider tells about its limits: under the names its descriptor gives, else under the usual ones. */
final class QuotaReading {
    private static final int LONGEST_NUMBER = 18;
    private static final List<Map.Entry<What, Names>> USUAL = List.of(
            Map.entry(What.REQUESTS, names("x-ratelimit-%s-requests")), Map.entry(What.TOKENS, names("x-ratelimit-%s-tokens")),
            Map.entry(What.REQUESTS, names("anthropic-ratelimit-requests-%s")),
            Map.entry(What.INPUT_TOKENS, names("anthropic-ratelimit-input-tokens-%s")),
            Map.entry(What.OUTPUT_TOKENS, names("anthropic-ratelimit-output-tokens-%s")),
            Map.entry(What.REQUESTS, names("x-ratelimit-%s")), Map.entry(What.REQUESTS, names("ratelimit-%s")));

    private final List<Map.Entry<What, Names>> places;
    private final ResetTime reset;

    QuotaReading(LimitHeaders described, InstantSource clock) {
        this.places = new ArrayList<>(described.names().entrySet());
        this.reset = new ResetTime(described.reset(), clock);
        if (places.isEmpty()) {
            places.addAll(USUAL);
        }
    }

    /** What is told; of each kind once. Headers that are no numbers tell nothing. */
    List<Quota> in(Function<String, Optional<String>> headers) {
        List<Quota> quotas = List.of();
        Set<What> told = EnumSet.noneOf(What.class);
        for (Map.Entry<What, Names> place : places) {
            Optional<BigDecimal> remaining = place.getValue().remaining().flatMap(headers).flatMap(QuotaReading::number);
            if (remaining.isPresent() && told.add(place.getKey())) {
                quotas = quotas.isEmpty() ? new ArrayList<>(2) : quotas;
                quotas.add(new Quota(place.getKey(), place.getValue().limit().flatMap(headers).flatMap(QuotaReading::number),
                        remaining, place.getValue().reset().flatMap(headers).flatMap(reset::read)));
            }
        }
        return quotas;
    }

    // A list such as "10, 10;w=1" begins with the one that counts.
    private static Optional<BigDecimal> number(String text) {
        int end = 0;
        while (end < text.length() && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        boolean ends = end == text.length() || ",; ".indexOf(text.charAt(end)) >= 0;
        if (end == 0 || end > LONGEST_NUMBER || !ends) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text.substring(0, end)));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Names names(String form) {
        return new Names(Optional.of(form.formatted("limit")), Optional.of(form.formatted("remaining")),
                Optional.of(form.formatted("reset")));
    }
}
