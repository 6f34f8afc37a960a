package modelscan.api.gateway;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.Money;

/**
 * A customer tier at a provider with its limits.
 *
 * @param id a short word, such as {@code free}
 * @param name as the provider calls it
 * @param monthly what it costs each month, if known
 * @param limits what it allows
 * @param source where these figures come from
 * @param verified when they were last compared with the source
 */
public record Plan(String id, String name, Optional<Money> monthly, List<Limit> limits, Optional<String> source,
        Optional<LocalDate> verified) {

    public Plan {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(monthly, "monthly");
        limits = List.copyOf(limits);
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(verified, "verified");
    }

    /** What is counted. */
    public enum What {
        /** Calls. */
        REQUESTS,
        /** Tokens in and out. */
        TOKENS,
        /** Tokens in. */
        INPUT_TOKENS,
        /** Tokens out. */
        OUTPUT_TOKENS,
        /** Calls at the same time. */
        CONCURRENT,
        /** Characters of text. */
        CHARACTERS,
        /** Seconds of sound or film. */
        SECONDS,
        /** Pictures. */
        IMAGES,
        /** The provider's own currency. */
        CREDITS;

        /** The word used in descriptors and JSON: {@code input_tokens}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** In which time. */
    public enum Window {
        /** A second. */
        SECOND,
        /** A minute. */
        MINUTE,
        /** An hour. */
        HOUR,
        /** A day. */
        DAY,
        /** A month. */
        MONTH,
        /** At every moment; for what is counted at the same time. */
        MOMENT
    }

    /**
     * So much of something in a time.
     *
     * @param what what is counted
     * @param window in which time
     * @param amount how much
     * @param models the models that share it; empty for all
     */
    public record Limit(What what, Window window, BigDecimal amount, Set<String> models) {
        public Limit {
            Objects.requireNonNull(what, "what");
            Objects.requireNonNull(window, "window");
            models = Set.copyOf(models);
            if (amount.signum() < 0) {
                throw new IllegalArgumentException("a limit is not negative: " + amount);
            }
            if ((what == What.CONCURRENT) != (window == Window.MOMENT)) {
                throw new IllegalArgumentException("what is counted at the same time, and only that, has no window");
            }
        }
    }
}
