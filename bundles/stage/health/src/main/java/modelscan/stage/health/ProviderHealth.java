package modelscan.stage.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells how one provider does and did: by the hour for a day, by the day for a week or a month. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/api/health/providers/{provider}",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class ProviderHealth implements Endpoint {
    private final Overview overview;

    @Activate
    public ProviderHealth(@Reference Overview overview) {
        this.overview = overview;
    }

    @Override
    public void serve(Call call) throws IOException {
        Asked asked = Asked.of(call, overview.now());
        String provider = call.variables().getOrDefault("provider", "");
        ObjectNode row = overview.providers(asked, provider::equals).get(provider);
        if (row == null) {
            throw new FailureException(Failure.of(ErrorCode.NOT_FOUND, "there is no provider '" + provider
                    + "', and none was called lately; GET /api/health/providers lists them").at("provider"));
        }
        row.set("history", new HealthForm(asked).history(overview.hours(provider, asked)));
        row.put("window", asked.window()).put("from", asked.from().toString()).put("complete", asked.day() || overview.lasting());
        call.answer(200, "application/json", Json.write(row));
    }
}
