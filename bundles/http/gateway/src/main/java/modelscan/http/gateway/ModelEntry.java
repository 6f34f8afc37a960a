package modelscan.http.gateway;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Models;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Describes one model in the caller's dialect, named {@code provider/model} or by the bare name of its first provider. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/v1/models/{id...}",
        Endpoint.PATH + "=/v1beta/models/{id...}", Endpoint.LISTENER + "=" + Endpoint.DATA})
public final class ModelEntry implements Endpoint {
    private final Models models;

    /** A new one. */
    @Activate
    public ModelEntry(@Reference Models models) {
        this.models = models;
    }

    @Override
    public void serve(Call call) throws IOException {
        String id = call.variables().get("id");
        Optional<Candidate> model = find(id, models.of(call.principal()));
        if (model.isPresent()) {
            Caller.of(call).one(model.get(), call);
        } else {
            Caller.of(call).missing(id, call);
        }
    }

    private static Optional<Candidate> find(String id, List<Candidate> models) {
        return models.stream().filter(model -> model.name().equals(id)).findFirst()
                .or(() -> models.stream().filter(model -> model.model().id().equals(id)).findFirst());
    }
}
