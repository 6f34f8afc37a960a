package modelscan.wire.ollama;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Models;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import modelscan.base.json.Outline;
import modelscan.base.wire.Place;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Describes one model, named {@code provider/model} or by the bare name of its first provider. */
@Component(property = {Endpoint.METHOD + "=POST", Endpoint.PATH + "=/api/show", Endpoint.LISTENER + "=" + Endpoint.DATA})
public final class Show implements Endpoint {
    private static final String LATEST = ":latest";

    private final Models models;

    /** A new one. */
    @Activate
    public Show(@Reference Models models) {
        this.models = models;
    }

    @Override
    public void serve(Call call) throws IOException {
        try {
            call.answer(200, Tags.JSON, Json.write(ModelCard.card(find(name(call.body()), models.of(call.principal())))));
        } catch (FailureException expected) {
            // Errors of this address are in the shape its clients know, not in the listener's.
            call.answer(expected.failure().status(), Tags.JSON, Answer.error(expected.failure()));
        }
    }

    private static String name(byte[] body) {
        Outline outline = Outline.of(Ollama.NAME, body);
        return outline.text("model").or(() -> outline.text("name")).filter(text -> !text.isBlank())
                .orElseThrow(() -> Place.refused("model", "is missing: name a model, such as 'echo'"));
    }

    private static Candidate find(String name, List<Candidate> models) {
        // Clients put this tag behind a name that has none.
        String bare = name.endsWith(LATEST) ? name.substring(0, name.length() - LATEST.length()) : name;
        return first(models, model -> model.name().equals(name))
                .or(() -> first(models, model -> model.model().id().equals(name)))
                .or(() -> first(models, model -> model.name().equals(bare) || model.model().id().equals(bare)))
                .orElseThrow(() -> new FailureException(
                        Failure.of(ErrorCode.MODEL_NOT_FOUND, "model '" + name + "' not found").at("model")));
    }

    private static Optional<Candidate> first(List<Candidate> models, Predicate<Candidate> wanted) {
        return models.stream().filter(wanted).findFirst();
    }
}
