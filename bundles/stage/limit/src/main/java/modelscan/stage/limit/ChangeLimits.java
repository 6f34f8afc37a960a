package modelscan.stage.limit;

import java.io.IOException;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sets the plan or the limits of a provider; an empty object takes back what was set. */
@Component(service = Endpoint.class, property = {Endpoint.METHOD + "=PUT", Endpoint.PATH + "=/api/limits/{provider}",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class ChangeLimits implements Endpoint {
    private final Desk desk;
    private final Gates gates;

    /** An endpoint over this desk. */
    @Activate
    public ChangeLimits(@Reference Desk desk, @Reference Gates gates) {
        this.desk = desk;
        this.gates = gates;
    }

    @Override
    public void serve(Call call) throws IOException {
        String provider = Known.provider(call, gates);
        desk.limits(provider, Json.readObject(call.body()), call.principal().id());
        Answers.one(call, desk.view().full(provider));
    }
}
