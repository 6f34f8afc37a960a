package modelscan.launcher.it.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import modelscan.launcher.it.RunningDistribution;

/** Asks a gateway, remembers under which id each question went, and reads its ledger. */
final class FaultClient implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final RunningDistribution gateway;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger number = new AtomicInteger();
    private final Map<String, String> questions = new ConcurrentHashMap<>();

    /** What came back. */
    record Answer(int status, HttpHeaders headers, String text) {
        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        String request() {
            return header("x-request-id");
        }

        List<String> data() {
            return text.lines().filter(line -> line.startsWith("data: ")).map(line -> line.substring(6)).toList();
        }

        long ends() {
            return data().stream().filter("[DONE]"::equals).count();
        }

        /** The code of the error, in a refusal or at the end of a stream. */
        String code() throws IOException {
            List<String> data = data();
            String json = data.isEmpty() ? text : data.getLast();
            return json.startsWith("{") ? JSON.readTree(json).at("/error/code").asText() : "";
        }
    }

    FaultClient(RunningDistribution gateway) {
        this.gateway = gateway;
    }

    Answer chat(String model, boolean stream) throws IOException, InterruptedException {
        return post("/v1/chat/completions", model, stream ? ",\"stream\":true" : "");
    }

    Answer messages(String model) throws IOException, InterruptedException {
        return post("/v1/messages", model, ",\"stream\":true,\"max_tokens\":100");
    }

    /** The request of the gateway by the id that the upstream saw. */
    Map<String, String> questions() {
        return questions;
    }

    Answer post(String path, String model, String more) throws IOException, InterruptedException {
        String id = "q" + number.incrementAndGet();
        String body = "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hello " + id + "\"}]" + more + "}";
        HttpResponse<String> response = client.send(HttpRequest.newBuilder(gateway.data().resolve(path)).timeout(LONGEST)
                .header("content-type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
        Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
        questions.put(id, answer.request());
        return answer;
    }

    /** The entry of a request; that of one which failed may come a moment after the refusal. */
    JsonNode entry(String request) throws Exception {
        AtomicReference<JsonNode> found = new AtomicReference<>();
        FaultSeries.eventually("the ledger knows " + request, () -> {
            for (JsonNode entry : manage("/api/ledger?limit=200").path("data")) {
                if (entry.path("request_id").asText().equals(request)) {
                    found.set(entry);
                }
            }
            return found.get() != null;
        });
        return found.get();
    }

    /** All entries. */
    List<JsonNode> ledger() throws IOException, InterruptedException {
        List<JsonNode> entries = new ArrayList<>();
        for (Optional<String> cursor = Optional.of(""); cursor.isPresent(); ) {
            JsonNode page = manage("/api/ledger?limit=1000&cursor=" + cursor.get());
            page.path("data").forEach(entries::add);
            cursor = Optional.ofNullable(page.path("next").textValue());
        }
        return entries;
    }

    JsonNode manage(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(HttpRequest.newBuilder(gateway.management().resolve(path)).timeout(LONGEST)
                .header("authorization", "Bearer " + gateway.adminToken()).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        client.close();
    }
}
