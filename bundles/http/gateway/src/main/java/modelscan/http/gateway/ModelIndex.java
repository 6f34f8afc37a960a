package modelscan.http.gateway;

import java.io.IOException;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the models in the caller's dialect. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/v1/models", Endpoint.PATH + "=/v1beta/models",
        Endpoint.LISTENER + "=" + Endpoint.DATA})
public final class ModelIndex implements Endpoint {
    private final Catalog catalog;

    /** A new one. */
    @Activate
    public ModelIndex(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void serve(Call call) throws IOException {
        Caller.of(call).list(catalog.models(), call);
    }
}
