package modelscan.api.gateway;

import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import modelscan.api.model.Money;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Changes money into another currency by the rate of a day.
 *
 * <pre>{@code
 * rates.change(Money.of("2", "EUR"), Currency.getInstance("USD"), today); // Optional[2.17 USD]
 * }</pre>
 */
@ProviderType
public interface Rates {
    /** The money in another currency; empty if no rate of that day or before it is known. */
    Optional<Money> change(Money money, Currency currency, LocalDate day);
}
