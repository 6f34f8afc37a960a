package modelscan.wire.ollama;

import java.io.IOException;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Component;

/** Says which version of Ollama's protocol is spoken: clients refuse what looks too old to them. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/api/version",
        Endpoint.LISTENER + "=" + Endpoint.DATA})
public final class Version implements Endpoint {
    /** The version of Ollama whose protocol this is: with ids of tool calls and levels of thinking. */
    static final String PROTOCOL = "0.13.0";

    @Override
    public void serve(Call call) throws IOException {
        call.answer(200, Tags.JSON, Json.write(Json.object().put("version", PROTOCOL)));
    }
}
