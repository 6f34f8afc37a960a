package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import modelscan.api.gateway.Models;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the models a caller may use. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/api/tags", Endpoint.LISTENER + "=" + Endpoint.DATA})
public final class Tags implements Endpoint {
    static final String JSON = "application/json";

    private final Models models;

    /** A new one. */
    @Activate
    public Tags(@Reference Models models) {
        this.models = models;
    }

    @Override
    public void serve(Call call) throws IOException {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("models");
        models.of(call.principal()).forEach(candidate -> list.add(ModelCard.entry(candidate)));
        call.answer(200, JSON, Json.write(body));
    }
}
