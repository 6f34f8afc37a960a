package modelscan.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import modelscan.base.net.Patience;
import org.junit.jupiter.api.Test;

class ProviderSettingTest {
    private static final Map<String, Object> PROPERTIES = Map.of("service.pid", "modelscan.provider~acme");

    @Test
    void withoutAWordTheUsualPatienceHolds() {
        assertEquals(Patience.usual(), setting(Map.of()).patience());
        assertEquals(Patience.usual(), setting(Map.of("stall", -3)).patience());
    }

    @Test
    void theOwnerSaysHowLongIsWaited() {
        Patience said = setting(Map.of("connect", 1, "firstByte", 2, "stall", 3, "total", 1_000_000)).patience();

        assertEquals(Patience.usual().connect(Duration.ofSeconds(1)).firstByte(Duration.ofSeconds(2))
                .stall(Duration.ofSeconds(3)).total(Duration.ofDays(1)), said);
    }

    @Test
    void whatTheOwnerDoesNotSayStaysAsACallWantsIt() {
        Patience own = Patience.usual().firstByte(Duration.ofMinutes(1)).total(Duration.ofHours(1));

        assertEquals(own.stall(Duration.ofSeconds(3)), setting(Map.of("stall", 3)).patience(own));
    }

    @Test
    void aChangeHoldsForTheNextCall() {
        ProviderSetting setting = setting(Map.of("stall", 3));
        setting.change(new SettingWords(Map.of("stall", 4)));

        assertEquals(Duration.ofSeconds(4), setting.patience().stall());
    }

    private static ProviderSetting setting(Map<String, Integer> seconds) {
        return new ProviderSetting(new SettingWords(seconds), PROPERTIES);
    }
}
