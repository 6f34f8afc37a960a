package modelscan.stage.limit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import modelscan.api.gateway.PlanDesk;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Imports prices from a file, CSV or JSON. */
@Component(service = Endpoint.class, property = {Endpoint.METHOD + "=POST", Endpoint.PATH + "=/api/prices/import",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class ImportPrices implements Endpoint {
    private final Desk desk;

    /** An endpoint over this desk. */
    @Activate
    public ImportPrices(@Reference Desk desk) {
        this.desk = desk;
    }

    @Override
    public void serve(Call call) throws IOException {
        PlanDesk.Report report = desk.importPrices(call.body(), Answers.isCsv(call), call.principal().id());
        ObjectNode body = Json.object().put("changed", report.changed()).put("same", report.same());
        ArrayNode skipped = body.putArray("skipped");
        report.skipped().forEach(skipped::add);
        Answers.one(call, body);
    }
}
