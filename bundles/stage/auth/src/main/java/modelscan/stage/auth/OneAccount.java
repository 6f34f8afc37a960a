package modelscan.stage.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows, changes and deletes one key, user, team or project. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.METHOD + "=PATCH", Endpoint.METHOD + "=DELETE",
        Endpoint.PATH + "=/api/keys/{id}", Endpoint.PATH + "=/api/users/{id}", Endpoint.PATH + "=/api/teams/{id}",
        Endpoint.PATH + "=/api/projects/{id}", Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class OneAccount implements Endpoint {
    private final Desk desk;

    @Activate
    public OneAccount(@Reference Desk desk) {
        this.desk = desk;
    }

    @Override
    public void serve(Call call) throws IOException {
        Kind kind = Kind.at(call.path());
        String id = call.variables().get("id");
        Desk own = desk.by(call.principal().id());
        ObjectNode answer = switch (call.method()) {
            case "PATCH" -> own.change(kind, id, Json.readObject(call.body()));
            case "DELETE" -> deleted(own, kind, id);
            default -> own.show(kind, id);
        };
        call.answer(200, Accounts.JSON, Json.write(answer));
    }

    private static ObjectNode deleted(Desk own, Kind kind, String id) {
        own.delete(kind, id);
        return Json.object().put("id", id).put("deleted", true);
    }
}
