package modelscan.base.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BoundsTest {
    @Test
    void limitsCheckThemselves() {
        Limits usual = Limits.usual();
        assertEquals(256, usual.perOrigin());
        assertEquals(3000, usual.perOrigin(3000).total());
        assertEquals(10, usual.total(10).perOrigin());
        assertThrows(IllegalArgumentException.class, () -> usual.perOrigin(0));
        assertThrows(IllegalArgumentException.class, () -> usual.idle(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> usual.largestAnswer(0));
    }

    @Test
    void patienceChecksItself() {
        Patience usual = Patience.usual();
        assertThrows(IllegalArgumentException.class, () -> usual.connect(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> usual.firstByte(Duration.ofSeconds(-1)));
        assertThrows(IllegalArgumentException.class, () -> usual.stall(Duration.ofDays(2)));
        assertThrows(IllegalArgumentException.class, () -> usual.total(Duration.ofDays(1).plusMillis(1)));
    }
}
