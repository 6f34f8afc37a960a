package modelscan.bench.jmh;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import modelscan.api.gateway.ChatModel;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Plan;
import modelscan.api.gateway.Prices;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Reply;
import modelscan.api.model.Operation;
import modelscan.api.model.Unit;
import modelscan.test.kit.TestFramework;

/** Fifty vendors with ten models each, with prices, limits and abilities such as real ones have. */
final class Vendors {
    static final int VENDORS = 50;
    static final int MODELS = 10;

    private Vendors() {
    }

    static void register(TestFramework framework) {
        Random random = new Random(3);
        for (int vendor = 0; vendor < VENDORS; vendor++) {
            String id = "p" + vendor;
            List<Model> models = new ArrayList<>();
            for (int model = 0; model < MODELS; model++) {
                models.add(model("m" + model, random));
            }
            framework.register(ChatModel.class, _ -> Reply.of(), Map.of(Provider.ID, id));
            framework.register(Provider.class, new Vendor(id, models), Map.of(Provider.ID, id));
        }
    }

    private static Model model(String id, Random random) {
        Prices prices = new Prices(Currency.getInstance("USD"), Map.of(Unit.INPUT, price(random, 5_000), Unit.OUTPUT, price(random, 20_000)));
        Set<String> can = random.nextInt(4) == 0 ? Set.of("tools") : Set.of("tools", "json", "json-schema", "vision", "reasoning");
        return new Model(id, Set.of(Operation.CHAT), Optional.of(8_000 << random.nextInt(5)), Optional.of(4_096), can,
                Optional.of(prices), Optional.empty(), Optional.empty());
    }

    private static BigDecimal price(Random random, int most) {
        return BigDecimal.valueOf(50 + random.nextInt(most), 9);
    }

    private static Plan.Limit limit(Plan.What what, Plan.Window window) {
        return new Plan.Limit(what, window, BigDecimal.valueOf(1_000_000_000_000L), Set.of());
    }

    /** A vendor that is always there. */
    private record Vendor(String id, List<Model> models) implements Provider {
        @Override
        public About about() {
            return new About(id, id, Mode.API, false);
        }

        @Override
        public List<Plan> plans() {
            return List.of(new Plan("paid", "Paid", Optional.empty(), List.of(limit(Plan.What.REQUESTS, Plan.Window.MINUTE),
                    limit(Plan.What.TOKENS, Plan.Window.MINUTE), limit(Plan.What.CONCURRENT, Plan.Window.MOMENT)), Optional.empty(),
                    Optional.empty()));
        }

        @Override
        public Optional<String> plan() {
            return Optional.of("paid");
        }

        @Override
        public Health health() {
            return Health.UP;
        }
    }
}
