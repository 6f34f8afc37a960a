package modelscan.http.admin;

import java.io.IOException;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows a provider with its models. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/api/providers/{id}",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class OneProvider implements Endpoint {
    private final Catalog catalog;

    /** A new one. */
    @Activate
    public OneProvider(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void serve(Call call) throws IOException {
        String id = call.variables().get("id");
        Listing.answer(call, catalog.provider(id).map(ProviderForm::full).orElseThrow(() -> new FailureException(
                Failure.of(ErrorCode.NOT_FOUND, "there is no provider '" + id + "'").at("id"))));
    }
}
