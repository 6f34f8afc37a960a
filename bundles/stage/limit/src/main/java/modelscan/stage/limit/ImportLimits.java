package modelscan.stage.limit;

import java.io.IOException;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sets limits of several providers from a file, CSV or JSON. */
@Component(service = Endpoint.class, property = {Endpoint.METHOD + "=POST", Endpoint.PATH + "=/api/limits/import",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class ImportLimits implements Endpoint {
    private final Desk desk;

    /** An endpoint over this desk. */
    @Activate
    public ImportLimits(@Reference Desk desk) {
        this.desk = desk;
    }

    @Override
    public void serve(Call call) throws IOException {
        Answers.list(call, desk.importLimits(call.body(), Answers.isCsv(call), call.principal().id()).stream().map(desk.view()::brief).toList());
    }
}
