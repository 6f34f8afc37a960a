package modelscan.stage.limit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the plans of all providers. */
@Component(service = Endpoint.class, property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/api/plans",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class AllPlans implements Endpoint {
    private final Gates gates;
    private final LimitSettings settings;

    /** An endpoint over these gates. */
    @Activate
    public AllPlans(@Reference Gates gates, @Reference LimitSettings settings) {
        this.gates = gates;
        this.settings = settings;
    }

    @Override
    public void serve(Call call) throws IOException {
        LimitsView view = new LimitsView(gates, settings);
        List<ObjectNode> plans = new ArrayList<>();
        gates.known().stream().sorted().forEach(provider -> {
            Offer offer = gates.offer(provider);
            offer.plans().values().forEach(plan -> plans.add(Json.object().put("provider", provider)
                    .setAll(view.plan(plan, Optional.of(plan).equals(offer.ours())))));
        });
        Answers.list(call, plans);
    }
}
