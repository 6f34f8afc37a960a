package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Tokens;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Counts the tokens of a request without asking a provider: {@code :countTokens}. */
@Component(property = {Endpoint.METHOD + "=POST", Endpoint.PATH + "=/v1beta/models/{model...}:countTokens",
        Endpoint.PATH + "=/v1/models/{model...}:countTokens", Endpoint.LISTENER + "=" + Endpoint.DATA})
public final class TokenCount implements Endpoint {
    private final Tokens tokens;
    private final Catalog catalog;

    /** Counts with these counters for the models of this catalog. */
    @Activate
    public TokenCount(@Reference(cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY) Tokens tokens, @Reference Catalog catalog) {
        // Nobody may have to wait for a counter: without one the address answers that there is none.
        this.tokens = tokens != null ? tokens : (_, _) -> {
            throw new FailureException(Failure.of(ErrorCode.UNAVAILABLE, "no installed bundle counts tokens"));
        };
        this.catalog = catalog;
    }

    @Override
    public void serve(Call call) throws IOException {
        byte[] body;
        int status = 200;
        try {
            body = Json.write(counted(call));
        } catch (FailureException refused) {
            status = refused.failure().status();
            body = ErrorWriting.bytes(refused.failure());
        }
        call.answer(status, "application/json", body);
    }

    private ObjectNode counted(Call call) {
        String name = ModelPath.asked(call.variables().getOrDefault("model", ""));
        Model model = catalog.candidates(name, Operation.CHAT).stream().findFirst().map(Candidate::model)
                .orElseThrow(() -> new FailureException(
                        Failure.of(ErrorCode.MODEL_NOT_FOUND, "no provider serves the model '" + name + "'").at("model")));
        // The request may stand in the body, or in a member of it when it has more than turns.
        JsonNode given = Json.readObject(call.body());
        JsonNode inner = Place.root(given).member("generateContentRequest").map(Place::object).map(Place::node).orElse(given);
        ChatRequest request = RequestReader.read(name, false, inner);
        return Json.object().put("totalTokens", tokens.count(request, model).tokens());
    }
}
