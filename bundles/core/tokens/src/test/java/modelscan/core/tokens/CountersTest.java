package modelscan.core.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import modelscan.api.gateway.TokenCounter;
import modelscan.test.kit.TestFramework;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceRegistration;

class CountersTest {
    private final TestFramework framework = TestFramework.start();
    private final Counters counters = new Counters(framework.context());

    @AfterEach
    void stop() {
        counters.deactivate();
        framework.close();
    }

    @Test
    void ofAPluginWinsOverOursUntilItGoes() {
        TokenCounter.Count ours = count();
        ServiceRegistration<TokenCounter> plugin = framework.register(TokenCounter.class,
                (_, _) -> new TokenCounter.Count(4711, 0), Map.of(TokenCounter.FAMILY, "qwen"));
        assertEquals(4711, count().tokens());
        plugin.unregister();
        assertEquals(ours, count());
    }

    @Test
    void aBrokenPluginLeavesTheWorkToOurs() {
        TokenCounter.Count ours = count();
        framework.register(TokenCounter.class, (_, _) -> {
            throw new IllegalStateException("broken");
        }, Map.of(TokenCounter.FAMILY, new String[] {"llama", "qwen"}));
        assertEquals(ours, count());
    }

    @Test
    void aPluginMayBringAFamilyOfItsOwn() {
        framework.register(TokenCounter.class, (_, _) -> new TokenCounter.Count(9, 1),
                Map.of(TokenCounter.FAMILY, "default"));
        assertEquals(9, counters.count(EstimateTest.words("hello"), EstimateTest.model("command-a")).tokens());
    }

    private TokenCounter.Count count() {
        return counters.count(EstimateTest.words("hello there"), EstimateTest.model("qwen3-32b"));
    }
}
