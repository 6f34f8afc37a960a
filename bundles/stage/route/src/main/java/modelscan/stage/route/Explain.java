package modelscan.stage.route;

import java.io.IOException;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells who would be tried for a request, in which order and why, without calling anybody. */
@Component(property = {Endpoint.METHOD + "=POST", Endpoint.PATH + "=/api/route/explain",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class Explain implements Endpoint {
    private final Routing routing;
    private final Fronts fronts;

    @Activate
    public Explain(@Reference Routing routing, @Reference Fronts fronts) {
        this.routing = routing;
        this.fronts = fronts;
    }

    @Override
    public void serve(Call call) throws IOException {
        call.answer(200, "application/json", Json.write(Forms.explanation(routing.explain(fronts.exchange(call)))));
    }
}
