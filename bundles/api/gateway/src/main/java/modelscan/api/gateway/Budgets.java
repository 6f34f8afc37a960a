package modelscan.api.gateway;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import modelscan.api.model.Money;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Knows how much may be spent, and how much was.
 *
 * <pre>{@code
 * budgets.replace(Scope.KEY, "key-7", List.of(Budget.monthly(Scope.KEY, "key-7", Money.of("50", "USD"))));
 * budgets.standing(Scope.KEY, "key-7").getFirst().spent(); // 12.31 USD
 * }</pre>
 */
@ProviderType
public interface Budgets {
    /** The budgets of an owner. */
    List<Budget> of(Scope scope, String owner);

    /** All budgets, by id. */
    List<Budget> all();

    /** How the budgets of an owner stand. */
    List<Standing> standing(Scope scope, String owner);

    /**
     * Adds a budget, or replaces the one of its id; it is kept when this returns.
     *
     * @return the budget with its id
     * @throws modelscan.api.model.FailureException with UNAVAILABLE if it cannot be kept
     */
    Budget put(Budget budget);

    /** Gives an owner these budgets and no others. */
    List<Budget> replace(Scope scope, String owner, List<Budget> budgets);

    /** Takes a budget away; false if there was none. */
    boolean remove(String id);

    /** Whose spending is counted. */
    enum Scope {
        /** A key's, by {@link Principal#id()}. */
        KEY,
        /** A user's. */
        USER,
        /** A team's. */
        TEAM,
        /** A project's. */
        PROJECT,
        /** That of all requests with a tag. */
        TAG,
        /** That at a provider. */
        PROVIDER,
        /** Everybody's. */
        ALL;

        /** The word used in JSON: {@code key}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** In which time. */
    enum Window {
        /** A minute. */
        MINUTE,
        /** An hour. */
        HOUR,
        /** A day. */
        DAY,
        /** A week; it begins on Monday. */
        WEEK,
        /** A month. */
        MONTH,
        /** A year. */
        YEAR;

        /** The word used in JSON: {@code month}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * So much money in a time.
     *
     * @param id its id; empty before it was put
     * @param scope whose spending is counted
     * @param owner the id or name of the key, user, team …; empty for {@link Scope#ALL}
     * @param amount how much may be spent
     * @param window in which time
     * @param rolling whether that is the time before now, instead of one of the calendar
     * @param zone where days, weeks, months and years begin
     * @param warnAt the share from which on there is a warning, above 0 to 1
     */
    record Budget(String id, Scope scope, String owner, Money amount, Window window, boolean rolling, ZoneId zone,
            BigDecimal warnAt) {
        /** The share from which on there is a warning, if nothing else was said. */
        public static final BigDecimal WARN_AT = new BigDecimal("0.8");

        public Budget {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(scope, "scope");
            Objects.requireNonNull(amount, "amount");
            Objects.requireNonNull(window, "window");
            Objects.requireNonNull(zone, "zone");
            if (owner.isEmpty() != (scope == Scope.ALL)) {
                throw new IllegalArgumentException("a budget has an owner unless it is everybody's");
            }
            if (amount.amount().signum() < 0) {
                throw new IllegalArgumentException("a budget is not negative: " + amount.digits());
            }
            if (warnAt.signum() <= 0 || warnAt.compareTo(BigDecimal.ONE) > 0) {
                throw new IllegalArgumentException("a warning comes above 0 and up to 1, not at " + warnAt);
            }
        }

        /** A budget of the calendar month, in UTC, without an id. */
        public static Budget monthly(Scope scope, String owner, Money amount) {
            return new Budget("", scope, owner, amount, Window.MONTH, false, ZoneId.of("UTC"), WARN_AT);
        }

        /** The same with an id. */
        public Budget named(String id) {
            return new Budget(id, scope, owner, amount, window, rolling, zone, warnAt);
        }
    }

    /**
     * How a budget stands.
     *
     * @param budget the budget
     * @param spent what was spent in its time
     * @param reserved what running requests may spend
     * @param unpriced how many requests of its time cost nobody knows how much
     * @param resets when something is free again; empty if nothing was spent
     * @param warned whether the share of its warning is reached
     */
    record Standing(Budget budget, Money spent, Money reserved, long unpriced, Optional<Instant> resets, boolean warned) {
        public Standing {
            Objects.requireNonNull(budget, "budget");
            Objects.requireNonNull(spent, "spent");
            Objects.requireNonNull(reserved, "reserved");
            Objects.requireNonNull(resets, "resets");
        }
    }
}
