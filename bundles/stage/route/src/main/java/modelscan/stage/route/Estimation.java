package modelscan.stage.route;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells what a request will use and cost at the candidate that would be tried first, and at the next few. */
@Component(property = {Endpoint.METHOD + "=POST", Endpoint.PATH + "=/api/estimate",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class Estimation implements Endpoint {
    private static final int SHOWN = 20;

    private final Routing routing;
    private final Sources sources;
    private final Fronts fronts;

    @Activate
    public Estimation(@Reference Routing routing, @Reference Sources sources, @Reference Fronts fronts) {
        this.routing = routing;
        this.sources = sources;
        this.fronts = fronts;
    }

    @Override
    public void serve(Call call) throws IOException {
        Exchange exchange = fronts.exchange(call);
        Choice choice = routing.choose(exchange);
        Optional<Failure> nobody = choice.nobody(exchange.inquiry().model());
        if (nobody.isPresent()) {
            throw new FailureException(nobody.get());
        }
        List<Candidate> ordered = choice.ordered();
        ObjectNode body = estimate(exchange, ordered.getFirst());
        ArrayNode others = body.putArray("others");
        ordered.stream().skip(1).limit(SHOWN).forEach(candidate -> others.add(estimate(exchange, candidate)));
        call.answer(200, "application/json", Json.write(body));
    }

    private ObjectNode estimate(Exchange exchange, Candidate candidate) {
        return Forms.estimate(candidate, sources.exact(exchange.request(), candidate).orElseThrow(() -> new FailureException(
                Failure.of(ErrorCode.UNAVAILABLE, "nothing that estimates is installed at the moment"))));
    }
}
