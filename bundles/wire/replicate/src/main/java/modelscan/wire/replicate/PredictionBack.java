package modelscan.wire.replicate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Failure;
import modelscan.base.json.Json;
import modelscan.base.wire.ErrorBody;
import modelscan.base.wire.RetryAfter;

/**
 * Asks for a prediction and waits as long as Replicate lets one wait.
 *
 * <p>One that still runs then is told by a job event; its ticket in the exchange asks for it again. What nobody asks for any
 * more ends by itself after as long as the gateway would follow it.
 */
final class PredictionBack implements Back {
    private static final Map<String, String> ASKING = Map.of("accept", "application/json");
    private static final Map<String, String> BEGINNING =
            Map.of("accept", "application/json", "content-type", "application/json", "prefer", "wait=60", "cancel-after", "30m");
    private static final byte[] NOTHING = {};

    private final Task task;
    private final RetryAfter retryAfter;

    PredictionBack(Task task, InstantSource clock) {
        this.task = task;
        this.retryAfter = new RetryAfter(clock);
    }

    @Override
    public Order order(Exchange exchange) {
        if (exchange.ticket().isPresent()) {
            String path = "/predictions/" + Address.encoded(Ticket.read(exchange.ticket().get()));
            return new Order("GET", path, ASKING, NOTHING, List.of());
        }
        Address address = Address.of(candidate(exchange).model().id());
        Losses losses = new Losses();
        ObjectNode body = Json.object();
        address.version().ifPresent(version -> body.put("version", version));
        body.set("input", task.input(exchange, losses));
        return new Order("POST", address.path(), BEGINNING, Json.write(body), losses.all());
    }

    @Override
    public Reader reader(Exchange exchange) {
        return new AnswerReader(candidate(exchange), task);
    }

    @Override
    public Failure failure(int status, Map<String, String> headers, byte[] body) {
        return retryAfter.in(headers, ErrorReading.failure(status, ErrorBody.of(body)),
                () -> RetryAfter.seconds(headers.getOrDefault("ratelimit-reset", "")));
    }

    private static Candidate candidate(Exchange exchange) {
        return exchange.candidate().orElseThrow(() -> new IllegalStateException("a prediction needs a candidate"));
    }
}
