package modelscan.http.gateway;

import java.io.IOException;
import modelscan.api.gateway.Models;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the models a caller may use, in its dialect. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/v1/models", Endpoint.PATH + "=/v1beta/models",
        Endpoint.LISTENER + "=" + Endpoint.DATA})
public final class ModelIndex implements Endpoint {
    private final Models models;

    /** A new one. */
    @Activate
    public ModelIndex(@Reference Models models) {
        this.models = models;
    }

    @Override
    public void serve(Call call) throws IOException {
        Caller.of(call).list(models.of(call.principal()), call);
    }
}
