package modelscan.stage.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.Money;
import org.junit.jupiter.api.Test;

class RateTableTest {
    private static final Currency DOLLAR = Currency.getInstance("USD");
    private final RateTable rates = RateTable.of(List.of("2026-11-01 EUR 1.08 USD", "2026-11-10,EUR,1.1,USD"));

    private Optional<String> dollars(String amount, String currency, String day) {
        return rates.change(Money.of(amount, currency), DOLLAR, LocalDate.parse(day)).map(Money::digits);
    }

    @Test
    void takesTheRateOfTheDay() {
        assertEquals(Optional.of("2.16"), dollars("2", "EUR", "2026-11-09"));
        assertEquals(Optional.of("2.2"), dollars("2", "EUR", "2026-11-10"));
        assertEquals(Optional.of("2.2"), dollars("2", "EUR", "2027-01-01"));
        assertEquals(Optional.empty(), dollars("2", "EUR", "2026-10-31"));
        assertEquals(Optional.empty(), dollars("2", "GBP", "2026-11-10"));
        assertEquals(Optional.of("2"), dollars("2", "USD", "2020-01-01"));
        assertEquals(Optional.of("10"), rates.change(Money.of("11", "USD"), Currency.getInstance("EUR"),
                LocalDate.parse("2026-11-10")).map(money -> money.amount().setScale(9, RoundingMode.HALF_EVEN))
                .map(amount -> new Money(amount, DOLLAR).digits()));
    }

    @Test
    void takesTheLaterOneOfBothDirections() {
        RateTable both = RateTable.of(List.of("2026-11-01 EUR 2 USD", "2026-11-05 USD 0.4 EUR", "2026-11-05 EUR 3 USD"));
        Currency euro = Currency.getInstance("EUR");
        assertEquals("4", both.change(Money.of("2", "EUR"), DOLLAR, LocalDate.parse("2026-11-04")).orElseThrow().digits());
        assertEquals("6", both.change(Money.of("2", "EUR"), DOLLAR, LocalDate.parse("2026-11-05")).orElseThrow().digits());
        assertEquals("0.8", both.change(Money.of("2", "USD"), euro, LocalDate.parse("2026-11-05")).orElseThrow().digits());
        assertEquals("1", both.change(Money.of("2", "USD"), euro, LocalDate.parse("2026-11-04")).orElseThrow().digits());
        assertEquals("0.333333333333", RateTable.of(List.of("2026-11-05 EUR 3 USD"))
                .change(Money.of("1", "USD"), euro, LocalDate.parse("2026-11-05")).orElseThrow().digits());
    }

    @Test
    void namesTheLineThatIsWrong() {
        for (String line : List.of("", "EUR 1.08 USD", "2026-11-01 EUR x USD", "2026-11-01 EUR 0 USD", "2026-11-01 EURO 1 USD")) {
            assertEquals("'" + line + "' is not a rate such as '2026-11-01 EUR 1.0834 USD'",
                    assertThrows(IllegalArgumentException.class, () -> RateTable.of(List.of(line))).getMessage());
        }
    }
}
