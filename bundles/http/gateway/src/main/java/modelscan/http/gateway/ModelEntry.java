package modelscan.http.gateway;

import java.io.IOException;
import java.util.List;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Describes one model, named {@code provider/model} or by the bare name of its first provider. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/v1/models/{id...}",
        Endpoint.LISTENER + "=" + Endpoint.DATA})
public final class ModelEntry implements Endpoint {
    private final Catalog catalog;

    /** A new one. */
    @Activate
    public ModelEntry(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void serve(Call call) throws IOException {
        call.answer(200, Answer.JSON, Json.write(OpenAiModels.entry(find(call.variables().get("id")))));
    }

    private Candidate find(String id) {
        List<Candidate> models = catalog.models();
        return models.stream().filter(model -> model.name().equals(id)).findFirst()
                .or(() -> models.stream().filter(model -> model.model().id().equals(id)).findFirst())
                .orElseThrow(() -> new FailureException(
                        Failure.of(ErrorCode.MODEL_NOT_FOUND, "there is no model '" + id + "'").at("model")));
    }
}
