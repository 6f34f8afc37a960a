package modelscan.stage.limit;

import java.io.IOException;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the limits of a provider and what is left of them. */
@Component(service = Endpoint.class, property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/api/limits/{provider}",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class OneLimits implements Endpoint {
    private final Gates gates;
    private final LimitSettings settings;

    /** An endpoint over these gates. */
    @Activate
    public OneLimits(@Reference Gates gates, @Reference LimitSettings settings) {
        this.gates = gates;
        this.settings = settings;
    }

    @Override
    public void serve(Call call) throws IOException {
        String provider = Known.provider(call, gates);
        Answers.one(call, new LimitsView(gates, settings).full(provider));
    }
}
