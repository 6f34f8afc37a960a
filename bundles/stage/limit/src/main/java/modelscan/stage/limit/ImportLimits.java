package modelscan.stage.limit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sets limits of several providers from a file, CSV or JSON. */
@Component(service = Endpoint.class, property = {Endpoint.METHOD + "=POST", Endpoint.PATH + "=/api/limits/import",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class ImportLimits implements Endpoint {
    private final Agreements agreements;
    private final Gates gates;
    private final LimitSettings settings;

    /** An endpoint over these agreements. */
    @Activate
    public ImportLimits(@Reference Agreements agreements, @Reference Gates gates, @Reference LimitSettings settings) {
        this.agreements = agreements;
        this.gates = gates;
        this.settings = settings;
    }

    @Override
    public void serve(Call call) throws IOException {
        Map<String, ObjectNode> bodies = Answers.isCsv(call) ? LimitsFile.csv(Answers.text(call)) : LimitsFile.json(call.body());
        bodies.keySet().forEach(provider -> Known.check(provider, gates));
        agreements.change(bodies, call.principal().id());
        LimitsView view = new LimitsView(gates, settings.staleAfter());
        Answers.list(call, bodies.keySet().stream().map(view::brief).toList());
    }
}
