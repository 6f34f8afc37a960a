package modelscan.stage.account;

import java.io.IOException;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sets rates of days, one or many, all or none; one that is null is taken away. */
@Component(property = {Endpoint.METHOD + "=PUT", Endpoint.PATH + "=/api/rates", Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class ChangeRates implements Endpoint {
    private final RateBook book;

    @Activate
    public ChangeRates(@Reference RateBook book) {
        this.book = book;
    }

    @Override
    public void serve(Call call) throws IOException {
        answer(call, book.change(RateForm.json(call.body()), call.principal().id()));
    }

    static void answer(Call call, RateBook.Report report) throws IOException {
        call.answer(200, "application/json", Json.write(Json.object().put("changed", report.changed()).put("same", report.same())
                .put("removed", report.removed())));
    }
}
