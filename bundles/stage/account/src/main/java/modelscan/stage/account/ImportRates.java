package modelscan.stage.account;

import java.io.IOException;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Imports rates from a file, CSV or JSON, all or none. */
@Component(property = {Endpoint.METHOD + "=POST", Endpoint.PATH + "=/api/rates/import",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class ImportRates implements Endpoint {
    private final RateBook book;

    @Activate
    public ImportRates(@Reference RateBook book) {
        this.book = book;
    }

    @Override
    public void serve(Call call) throws IOException {
        ChangeRates.answer(call, book.change(RateForm.either(call.body()), call.principal().id()));
    }
}
