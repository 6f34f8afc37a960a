package modelscan.http.admin;

import java.io.IOException;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the providers and how they are. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/api/providers",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class Providers implements Endpoint {
    private final Catalog catalog;

    /** A new one. */
    @Activate
    public Providers(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void serve(Call call) throws IOException {
        Listing.answer(call, catalog.providers(), ProviderForm::brief);
    }
}
