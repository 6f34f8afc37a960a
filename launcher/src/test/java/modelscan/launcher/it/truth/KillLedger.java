package modelscan.launcher.it.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.launcher.it.RunningDistribution;

/** The management of a gateway: its keys, its ledger, its budgets. */
final class KillLedger implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private final RunningDistribution gateway;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** An entry, as far as it is compared; {@code tag} links it to the question, {@code reserved} is by budget. */
    record Entry(String request, String tag, String status, long input, long cached, long output, Optional<BigDecimal> cost,
            Map<String, BigDecimal> reserved) {

        static Entry of(JsonNode json) {
            Map<String, BigDecimal> reserved = new HashMap<>();
            json.path("reserved").properties().forEach(one -> reserved.put(one.getKey(), new BigDecimal(one.getValue().asText())));
            JsonNode usage = json.path("usage");
            return new Entry(json.path("request_id").asText(), json.at("/tags/0").asText(), json.path("status").asText(),
                    usage.path("input").asLong(-1), usage.path("cache_read").asLong(0), usage.path("output").asLong(-1),
                    json.path("cost").isTextual() ? Optional.of(new BigDecimal(json.path("cost").asText())) : Optional.empty(),
                    reserved);
        }

        boolean unknown() {
            return status.equals("unknown");
        }

        /** Whether it may be that nobody was called. */
        boolean saysNoCall() {
            return unknown() || status.equals("refused") && input < 0 && output < 0;
        }
    }

    KillLedger(RunningDistribution gateway) {
        this.gateway = gateway;
    }

    /** Makes something, such as a key; what is answered. */
    JsonNode make(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(gateway.management().resolve(path)).header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(gateway.management().resolve(path)));
    }

    JsonNode delete(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(gateway.management().resolve(path)).DELETE());
    }

    /** All entries, newest first. */
    List<Entry> entries() throws IOException, InterruptedException {
        List<Entry> entries = new ArrayList<>();
        for (Optional<String> cursor = Optional.of(""); cursor.isPresent();) {
            JsonNode page = get("/api/ledger?limit=1000&cursor=" + cursor.get());
            page.path("data").forEach(entry -> entries.add(Entry.of(entry)));
            cursor = Optional.of(page.path("next")).filter(JsonNode::isTextual).map(JsonNode::asText);
        }
        return entries;
    }

    /** What a budget must have counted: all that was paid, and what was set aside for those of whom nobody knows. */
    BigDecimal due(String budget) throws IOException, InterruptedException {
        return entries().stream().map(entry -> entry.cost().orElse(BigDecimal.ZERO)
                .add(entry.reserved().getOrDefault(budget, BigDecimal.ZERO))).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Override
    public void close() {
        client.close();
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.timeout(LONGEST)
                .header("authorization", "Bearer " + gateway.adminToken()).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty() ? JSON.missingNode() : JSON.readTree(answer.body());
    }
}
