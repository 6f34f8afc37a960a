package modelscan.stage.limit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.PlanDesk;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes changes of plans, limits and prices, whoever makes them. */
@Component(service = {PlanDesk.class, Desk.class})
public final class Desk implements PlanDesk {
    private final Gates gates;
    private final Agreements agreements;
    private final PriceKeeping prices;
    private final LimitsView view;

    @Activate
    public Desk(@Reference Gates gates, @Reference Agreements agreements, @Reference PriceKeeping prices, @Reference LimitSettings settings) {
        this.gates = gates;
        this.agreements = agreements;
        this.prices = prices;
        this.view = new LimitsView(gates, settings);
    }

    LimitsView view() {
        return view;
    }

    @Override
    public void limits(String provider, JsonNode terms, String actor) {
        if (!(terms instanceof ObjectNode body)) {
            throw TermsForm.wrong("the limits of " + provider + " must be an object");
        }
        agreements.change(Map.of(Known.check(provider, gates), body), actor);
    }

    @Override
    public List<String> importLimits(byte[] file, boolean table, String actor) {
        Map<String, ObjectNode> bodies = table ? LimitsFile.csv(text(file)) : LimitsFile.json(file);
        bodies.keySet().forEach(provider -> Known.check(provider, gates));
        agreements.change(bodies, actor);
        return List.copyOf(bodies.keySet());
    }

    @Override
    public Report importPrices(byte[] file, boolean table, String actor) {
        return prices.take(table ? PriceFile.csv(text(file)) : PriceFile.json(file), actor);
    }

    @Override
    public boolean stale(Optional<LocalDate> verified) {
        return view.stale(verified);
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.UTF_8);
    }
}
