package modelscan.stage.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the providers, how they do now and how they did in the last day, week or month. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/api/health/providers",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class HealthList implements Endpoint {
    private final Overview overview;

    @Activate
    public HealthList(@Reference Overview overview) {
        this.overview = overview;
    }

    @Override
    public void serve(Call call) throws IOException {
        Asked asked = Asked.of(call, overview.now());
        ObjectNode body = Json.object();
        body.putArray("data").addAll(overview.providers(asked, _ -> true).values());
        body.put("window", asked.window()).put("from", asked.from().toString())
                .put("complete", asked.day() || overview.lasting()).putNull("next");
        call.answer(200, "application/json", Json.write(body));
    }
}
