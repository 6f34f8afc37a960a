package modelscan.http.gateway;

import java.io.IOException;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Says that the process is alive. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/health", Endpoint.LISTENER + "=" + Endpoint.DATA,
        Endpoint.OPEN + "=true"})
public final class Health implements Endpoint {
    private final byte[] body;

    /** A new one. */
    @Activate
    public Health(BundleContext context) {
        this(context.getProperty("modelscan.version"));
    }

    Health(String version) {
        body = Json.write(Json.object().put("status", "up").put("version", version == null ? "unknown" : version));
    }

    @Override
    public void serve(Call call) throws IOException {
        call.answer(200, Answer.JSON, body);
    }
}
