package modelscan.stage.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Plan;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.Plan.Window;
import modelscan.api.gateway.Provider;
import modelscan.test.kit.TestFramework;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceRegistration;

class GatesTest {
    private final TestFramework framework = TestFramework.start();
    private final Gates gates = new Gates(framework.context());

    @AfterEach
    void stop() {
        gates.deactivate();
        framework.close();
    }

    @Test
    void takesThePlansOfProvidersAsTheyComeAndGo() {
        ServiceRegistration<Provider> first = framework.register(Provider.class, new Shop(Optional.of("small")), Map.of(Provider.ID, "p"));
        assertEquals(Optional.of("small"), gates.plan("p").map(Plan::id));
        assertInstanceOf(Verdict.Passed.class, gates.gate("p").enter(Given.call("m", 1, 1)));
        assertInstanceOf(Verdict.Full.class, gates.gate("p").enter(Given.call("m", 1, 1)));
        ServiceRegistration<Provider> changed = framework.register(Provider.class, new Shop(Optional.of("large")), Map.of(Provider.ID, "p"));
        first.unregister();
        assertEquals(Optional.of("large"), gates.plan("p").map(Plan::id));
        assertInstanceOf(Verdict.Passed.class, gates.gate("p").enter(Given.call("m", 1, 1)));
        assertInstanceOf(Verdict.Full.class, gates.gate("p").enter(Given.call("m", 1, 1)), "what was counted is not forgotten");
        changed.unregister();
        assertEquals(Optional.empty(), gates.plan("p"));
        assertFalse(gates.known().contains("p"));
    }

    @Test
    void aPlanThatIsNotThereLimitsNothing() {
        framework.register(Provider.class, new Shop(Optional.of("golden")), Map.of(Provider.ID, "p"));
        assertEquals(Optional.empty(), gates.plan("p"));
        for (int i = 0; i < 10; i++) {
            assertInstanceOf(Verdict.Passed.class, gates.gate("p").enter(Given.call("m", 1, 1)));
        }
    }

    private record Shop(Optional<String> plan) implements Provider {
        @Override
        public About about() {
            return new About("p", "P", Mode.API, true);
        }

        @Override
        public List<Model> models() {
            return List.of();
        }

        @Override
        public List<Plan> plans() {
            return List.of(plan("small", 1), plan("large", 2));
        }

        @Override
        public Health health() {
            return Health.UP;
        }

        private static Plan plan(String id, long day) {
            return new Plan(id, id, Optional.empty(), List.of(new Plan.Limit(What.REQUESTS, Window.DAY, BigDecimal.valueOf(day), Set.of())),
                    Optional.empty(), Optional.empty());
        }
    }
}
