package modelscan.stage.limit;

import java.io.IOException;
import java.util.Map;
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
    private final Agreements agreements;
    private final Gates gates;
    private final LimitSettings settings;

    /** An endpoint over these agreements. */
    @Activate
    public ChangeLimits(@Reference Agreements agreements, @Reference Gates gates, @Reference LimitSettings settings) {
        this.agreements = agreements;
        this.gates = gates;
        this.settings = settings;
    }

    @Override
    public void serve(Call call) throws IOException {
        String provider = Known.provider(call, gates);
        agreements.change(Map.of(provider, Json.readObject(call.body())), call.principal().id());
        Answers.one(call, new LimitsView(gates, settings.staleAfter()).full(provider));
    }
}
