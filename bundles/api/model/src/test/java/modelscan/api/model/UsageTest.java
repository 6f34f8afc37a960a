package modelscan.api.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsageTest {
    @Test
    void whatWasNotToldIsUnknownAndNotZero() {
        Usage usage = Usage.NONE.with(Unit.INPUT, 12);
        assertEquals(Optional.of(12L), usage.count(Unit.INPUT));
        assertEquals(Optional.empty(), usage.count(Unit.OUTPUT));
        assertTrue(Usage.NONE.unknown());
    }

    @Test
    void sumsKeepWhatOnlyOneSideKnows() {
        Usage sum = Usage.NONE.with(Unit.INPUT, 1).with(Unit.SECOND, new BigDecimal("2.5"))
                .plus(Usage.NONE.with(Unit.INPUT, 2).with(Unit.OUTPUT, 3));
        assertEquals(Optional.of(3L), sum.count(Unit.INPUT));
        assertEquals(Optional.of(new BigDecimal("2.5")), sum.amount(Unit.SECOND));
        assertEquals(Optional.of(3L), sum.count(Unit.OUTPUT));
    }

    @Test
    void negativeAmountsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Usage.NONE.with(Unit.INPUT, -1));
    }

    @Test
    void isNotChangedThroughTheMapItWasMadeOf() {
        Map<Unit, BigDecimal> map = new HashMap<>(Map.of(Unit.INPUT, BigDecimal.ONE));
        Usage usage = new Usage(map);
        map.put(Unit.INPUT, BigDecimal.TEN);
        assertEquals(Optional.of(1L), usage.count(Unit.INPUT));
        assertThrows(UnsupportedOperationException.class, () -> usage.amounts().clear());
    }
}
