package modelscan.stage.route;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modelscan.api.gateway.Wishes;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/**
 * What a caller and a route ask of a candidate beside what the request needs; of two bounds the narrower holds.
 *
 * @param cost the most it may cost in US dollars
 * @param latency the longest wait for its first words in milliseconds
 * @param capabilities what the model must be able to do
 * @param labels what the owner must have said of the provider
 */
record Bounds(OptionalDouble cost, OptionalLong latency, Set<String> capabilities, Set<String> labels) {
    static final Bounds NONE = new Bounds(OptionalDouble.empty(), OptionalLong.empty(), Set.of(), Set.of());

    private static final Pattern MONEY = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,12})?)\\s*([A-Za-z]{3})?");

    static Bounds of(Wishes wishes, Where where) {
        if (where.any() && wishes.values().isEmpty()) {
            return NONE;
        }
        Optional<BigDecimal> cost = wishes.named("max-cost").map(Bounds::dollars);
        Optional<Integer> latency = wishes.named("max-latency-ms").map(Bounds::millis);
        Set<String> labels = new HashSet<>(where.labels());
        wishes.named("labels").ifPresent(named -> labels.addAll(Set.of(named.strip().split("\\s*,\\s*"))));
        double least = Math.min(cost.map(BigDecimal::doubleValue).orElse(Double.MAX_VALUE),
                where.maxCost().map(BigDecimal::doubleValue).orElse(Double.MAX_VALUE));
        int soonest = Math.min(latency.orElse(Integer.MAX_VALUE), where.maxLatency().orElse(Integer.MAX_VALUE));
        return new Bounds(least == Double.MAX_VALUE ? OptionalDouble.empty() : OptionalDouble.of(least),
                soonest == Integer.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(soonest), where.capabilities(), labels);
    }

    boolean none() {
        return cost.isEmpty() && latency.isEmpty() && capabilities.isEmpty() && labels.isEmpty();
    }

    private static BigDecimal dollars(String text) {
        Matcher money = MONEY.matcher(text.strip());
        if (!money.matches() || money.group(2) != null && !money.group(2).equalsIgnoreCase("USD")) {
            throw refuse("max-cost", text, "an amount of US dollars such as 0.01 or 0.01 USD");
        }
        return new BigDecimal(money.group(1));
    }

    private static int millis(String text) {
        try {
            int millis = Integer.parseInt(text.strip());
            if (millis > 0) {
                return millis;
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        throw refuse("max-latency-ms", text, "a whole number of milliseconds");
    }

    private static FailureException refuse(String wish, String text, String wanted) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "x-modelscan-" + wish + " must be " + wanted
                + ", not '" + text + "'").at("x-modelscan-" + wish));
    }
}
