package modelscan.stage.auth;

import java.io.IOException;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives a key another text. */
@Component(property = {Endpoint.METHOD + "=POST", Endpoint.PATH + "=/api/keys/{id}/rotate",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class Rotation implements Endpoint {
    private final Desk desk;

    @Activate
    public Rotation(@Reference Desk desk) {
        this.desk = desk;
    }

    @Override
    public void serve(Call call) throws IOException {
        byte[] body = call.body();
        call.answer(200, Accounts.JSON, Json.write(desk.by(call.principal().id()).rotate(call.variables().get("id"),
                body.length == 0 ? Json.object() : Json.readObject(body))));
    }
}
