package modelscan.wire.anthropic;

import java.io.IOException;
import java.util.Map;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Tokens;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
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

/** Counts the input tokens of a request without sending it. */
@Component(property = {Endpoint.METHOD + "=POST", Endpoint.PATH + "=/v1/messages/count_tokens",
        Endpoint.LISTENER + "=" + Endpoint.DATA})
public final class CountTokens implements Endpoint {
    private static final String JSON = "application/json";

    private final Tokens tokens;
    private final Catalog catalog;
    private final Front front = new MessagesFront();

    /** A new one. */
    @Activate
    public CountTokens(@Reference(cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY) Tokens tokens, @Reference Catalog catalog) {
        // Nobody may have to wait for a counter: without one the address answers that there is none.
        this.tokens = tokens != null ? tokens : (_, _) -> {
            throw new FailureException(Failure.of(ErrorCode.UNAVAILABLE, "no installed bundle counts tokens"));
        };
        this.catalog = catalog;
    }

    @Override
    public void serve(Call call) throws IOException {
        try {
            long count = count(front.read(new Front.Letter(call.variables(), Map.of(), call.headers(), call.body())));
            call.answer(200, JSON, Json.write(Json.object().put("input_tokens", count)));
        } catch (FailureException expected) {
            // Here clients expect Anthropic's shape of an error, not the one of the house.
            Failure failure = expected.failure();
            call.answer(failure.status(), JSON, front.failure(failure));
        }
    }

    private long count(Inquiry inquiry) {
        Candidate candidate = catalog.candidates(inquiry.model(), Operation.CHAT).stream().findFirst()
                .orElseThrow(() -> new FailureException(Failure.of(ErrorCode.MODEL_NOT_FOUND,
                        "no provider serves '" + inquiry.model() + "'").at("model")));
        return tokens.count(inquiry.request(), candidate.model()).tokens();
    }
}
