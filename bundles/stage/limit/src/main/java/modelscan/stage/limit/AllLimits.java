package modelscan.stage.limit;

import java.io.IOException;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the providers with their plans and how much of their limits is used. */
@Component(service = Endpoint.class, property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/api/limits",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class AllLimits implements Endpoint {
    private final Gates gates;
    private final LimitSettings settings;

    /** An endpoint over these gates. */
    @Activate
    public AllLimits(@Reference Gates gates, @Reference LimitSettings settings) {
        this.gates = gates;
        this.settings = settings;
    }

    @Override
    public void serve(Call call) throws IOException {
        LimitsView view = new LimitsView(gates, settings);
        Answers.list(call, gates.known().stream().sorted().map(view::brief).toList());
    }
}
