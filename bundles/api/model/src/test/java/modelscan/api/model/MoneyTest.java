package modelscan.api.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MoneyTest {
    @Test
    void staysExactWhereAFloatWouldNot() {
        Money sum = Money.of("0", "USD");
        for (int time = 0; time < 10; time++) {
            sum = sum.plus(Money.of("0.1", "USD"));
        }
        assertEquals("1", sum.digits());
    }

    @Test
    void writesPlainDigits() {
        assertEquals("0.00000059", Money.of("0.59", "USD").times(new BigDecimal("0.000001")).digits());
        assertEquals("0", Money.of("0.000", "USD").digits());
        assertEquals("1200", Money.of("1.2E3", "EUR").digits());
    }

    @Test
    void doesNotMixCurrencies() {
        assertThrows(IllegalArgumentException.class, () -> Money.of("1", "USD").minus(Money.of("1", "EUR")));
    }
}
