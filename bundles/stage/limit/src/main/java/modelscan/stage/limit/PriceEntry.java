package modelscan.stage.limit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import modelscan.api.gateway.Prices;

/**
 * A price that was imported.
 *
 * @param prices what the model costs; empty if what the provider is shipped with holds again
 * @param source where the price comes from
 * @param verified when it was compared with its source
 * @param at when it was imported
 * @param author who did
 */
record PriceEntry(Optional<Prices> prices, Optional<String> source, Optional<LocalDate> verified, Instant at, String author) {

    /** Whose price it is. */
    record Key(String provider, String model) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int providers = provider.compareTo(other.provider);
            return providers != 0 ? providers : model.compareTo(other.model);
        }
    }

    /** Whether it says the same, whoever says it when. */
    boolean same(PriceEntry other) {
        return prices.equals(other.prices) && source.equals(other.source) && verified.equals(other.verified);
    }
}
