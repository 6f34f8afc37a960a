package modelscan.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void findsTheMiddleOfOddAndEven() {
        assertEquals(new Spread(3, 1, 9), Spread.of(List.of(9.0, 1.0, 3.0)));
        assertEquals(new Spread(2.5, 1, 9), Spread.of(List.of(9.0, 1.0, 3.0, 2.0)));
    }

    @Test
    void readsAsTextWithItsEnds() {
        assertEquals("0.61 (0.58–0.66)", new Spread(0.61, 0.58, 0.66).text(2));
        assertEquals("1,234", Spread.of(List.of(1234.0)).text(0));
    }

    @Test
    void nothingHasNoMiddle() {
        assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
    }
}
