package modelscan.wire.ollama;

import java.io.IOException;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Component;

/** Lists the models in memory: the gateway itself holds none. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/api/ps", Endpoint.LISTENER + "=" + Endpoint.DATA})
public final class Running implements Endpoint {
    @Override
    public void serve(Call call) throws IOException {
        call.answer(200, Tags.JSON, Json.write(Json.object().set("models", Json.array())));
    }
}
