package modelscan.http.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Gateway;
import modelscan.api.gateway.Plugins;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Says whether requests can be served, and if not, why. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/ready", Endpoint.LISTENER + "=" + Endpoint.DATA,
        Endpoint.OPEN + "=true"})
public final class Ready implements Endpoint {
    private final List<Gateway> gateways;
    private final List<Catalog> catalogs;
    private final List<Plugins> plugins;

    /** Whoever refuses requests for the time being says so here. */
    @Reference(target = "(modelscan.outages=true)", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Supplier<List<String>>> outages = List.of();

    /** Lists, because it has to answer also when something is missing. */
    @Activate
    public Ready(
            @Reference(cardinality = ReferenceCardinality.MULTIPLE, policyOption = ReferencePolicyOption.GREEDY)
            List<Gateway> gateways,
            @Reference(cardinality = ReferenceCardinality.MULTIPLE, policyOption = ReferencePolicyOption.GREEDY)
            List<Catalog> catalogs,
            @Reference(cardinality = ReferenceCardinality.MULTIPLE, policyOption = ReferencePolicyOption.GREEDY)
            List<Plugins> plugins) {
        this.gateways = List.copyOf(gateways);
        this.catalogs = List.copyOf(catalogs);
        this.plugins = List.copyOf(plugins);
    }

    @Override
    public void serve(Call call) throws IOException {
        List<String> reasons = reasons();
        ObjectNode body = Json.object().put("status", reasons.isEmpty() ? "ready" : "not ready");
        ArrayNode list = body.putArray("reasons");
        reasons.forEach(list::add);
        call.answer(reasons.isEmpty() ? 200 : 503, Answer.JSON, Json.write(body));
    }

    private List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        if (gateways.isEmpty()) {
            reasons.add("no pipeline is there");
        }
        if (catalogs.stream().allMatch(catalog -> catalog.providers().isEmpty())) {
            reasons.add("no provider is there");
        }
        // A broken plugin is a problem, but not of those who ask the others.
        plugins.forEach(one -> reasons.addAll(one.outages()));
        outages.forEach(one -> reasons.addAll(one.get()));
        return reasons;
    }
}
