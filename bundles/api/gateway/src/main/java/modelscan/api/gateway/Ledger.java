package modelscan.api.gateway;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import modelscan.api.gateway.store.Journal;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Operation;
import modelscan.api.model.Usage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Knows what every request used and cost. An entry is in the journal before its caller has the whole answer.
 *
 * <pre>{@code
 * ledger.read(Instant.EPOCH, entry -> entry.cost());
 * }</pre>
 */
@ProviderType
public interface Ledger {
    /** Reads the entries since a time, oldest first; not for the path of a request. */
    void read(Instant since, Consumer<Entry> reader);

    /** Reads the entries since a time that concern somebody's budget, oldest first; not for the path of a request. */
    default void read(Instant since, Budgets.Scope scope, String owner, Consumer<Entry> reader) {
        read(since, entry -> {
            if (entry.concerns(scope, owner)) {
                reader.accept(entry);
            }
        });
    }

    /** The same, but only those before a position of the journal. */
    default void read(Instant since, long before, Budgets.Scope scope, String owner, Consumer<Entry> reader) {
        read(since, scope, owner, reader);
    }

    /** The entry that stands in an entry of the journal; empty if that is another's. */
    default Optional<Entry> entry(Journal.Entry journaled) {
        return Optional.empty();
    }

    /** Of which request an entry of the journal is; empty if that is another's. */
    default Optional<String> request(Journal.Entry journaled) {
        return entry(journaled).map(Entry::request);
    }

    /** Whether requests come into it; if not, only their receipts tell what they cost. */
    default boolean keeps() {
        return true;
    }

    /**
     * Remembers what a running request may spend, in place of what was said before.
     *
     * <p>It costs no system call and survives the process: if the request is never settled, its entry tells it.
     *
     * @param request its id
     * @param amounts by budget; if there is too little room, the last ones are left out
     */
    default void setAside(String request, Map<String, BigDecimal> amounts) {
        // A ledger that lives as long as its requests needs no help.
    }

    /**
     * What a request used and cost.
     *
     * @param request its id
     * @param at when it ended
     * @param principal who asked
     * @param operation the kind of work
     * @param asked the model as the caller wrote it
     * @param tries the calls made for it, in order; empty if nobody was called
     * @param cached whether the answer came from the cache
     * @param failure what it ended with, if it failed
     * @param took how long it took
     * @param reserved what was set aside for it, by budget, if it is {@link #unknown()}; otherwise empty
     */
    record Entry(String request, Instant at, Principal principal, Operation operation, String asked, List<Try> tries,
            boolean cached, Optional<ErrorCode> failure, Duration took, Map<String, BigDecimal> reserved) {
        public Entry {
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(principal, "principal");
            Objects.requireNonNull(operation, "operation");
            Objects.requireNonNull(asked, "asked");
            tries = List.copyOf(tries);
            Objects.requireNonNull(failure, "failure");
            Objects.requireNonNull(took, "took");
            reserved = Map.copyOf(reserved);
        }

        /** The entry of a request whose end is known. */
        public Entry(String request, Instant at, Principal principal, Operation operation, String asked, List<Try> tries,
                boolean cached, Optional<ErrorCode> failure, Duration took) {
            this(request, at, principal, operation, asked, tries, cached, failure, took, Map.of());
        }

        /** Whether nobody knows how it ended, because the process ended first. */
        public boolean unknown() {
            return tries.isEmpty() && !cached && failure.isEmpty() && took.isZero();
        }

        /** Whether a budget of this owner counts it, at least in part. */
        public boolean concerns(Budgets.Scope scope, String owner) {
            return switch (scope) {
                case KEY -> principal.id().equals(owner);
                case USER -> principal.user().filter(owner::equals).isPresent();
                case TEAM -> principal.team().filter(owner::equals).isPresent();
                case PROJECT -> principal.project().filter(owner::equals).isPresent();
                case TAG -> principal.tags().contains(owner);
                case PROVIDER -> tries.stream().anyMatch(one -> one.provider().equals(owner));
                case ALL -> true;
            };
        }
    }

    /**
     * One call of a provider.
     *
     * @param provider whom
     * @param model which of its models
     * @param usage what it used
     * @param estimated whether the provider did not tell its usage and it was counted here
     * @param cost what it cost
     * @param failure what it failed with, if it did
     */
    record Try(String provider, String model, Usage usage, boolean estimated, Cost cost, Optional<ErrorCode> failure) {
        public Try {
            Objects.requireNonNull(provider, "provider");
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(usage, "usage");
            Objects.requireNonNull(cost, "cost");
            Objects.requireNonNull(failure, "failure");
        }
    }
}
