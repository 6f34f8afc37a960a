package modelscan.launcher.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks a running gateway as clients and administrators do. */
final class Caller implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final RunningDistribution gateway;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** An answer that has come completely. */
    record Answer(int status, HttpHeaders headers, String text) {
        Optional<String> header(String name) {
            return headers.firstValue(name);
        }

        JsonNode json() throws IOException {
            return JSON.readTree(text);
        }

        /** What stands behind {@code data:} in a stream of events. */
        List<String> data() {
            return text.lines().filter(line -> line.startsWith("data: ")).map(line -> line.substring(6)).toList();
        }

        /** The JSON of the events, without the mark of the end. */
        List<JsonNode> chunks() {
            return data().stream().filter(data -> !data.equals("[DONE]")).map(Caller::parsed).toList();
        }

        /** The text of a streamed answer. */
        String said() {
            StringBuilder said = new StringBuilder();
            chunks().forEach(chunk -> said.append(chunk.at("/choices/0/delta/content").asText("")));
            return said.toString();
        }
    }

    Caller(RunningDistribution gateway) {
        this.gateway = gateway;
    }

    /** A question to a model, as JSON; {@code more} are further members. */
    static String question(String model, String text, String... more) {
        StringBuilder question = new StringBuilder("{\"model\":\"" + model
                + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]");
        for (String member : more) {
            question.append(',').append(member);
        }
        return question.append('}').toString();
    }

    /** Posts to the address of chat; headers are name, value, name, value … */
    Answer chat(String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.data().resolve("/v1/chat/completions"))
                .header("content-type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(gateway.data().resolve(path)));
    }

    /** Asks the management API with the admin token. */
    Answer manage(String path) throws IOException, InterruptedException {
        return manage(path, "Bearer " + gateway.adminToken());
    }

    Answer manage(String path, String authorization) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(gateway.management().resolve(path)).header("authorization", authorization));
    }

    Answer manageWithoutToken(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(gateway.management().resolve(path)));
    }

    /** What the management API says about a provider. */
    Optional<JsonNode> provider(String id) throws IOException, InterruptedException {
        for (JsonNode provider : manage("/api/providers").json().path("data")) {
            if (provider.path("id").asText().equals(id)) {
                return Optional.of(provider);
            }
        }
        return Optional.empty();
    }

    /** How a provider is, in the word of the management API; empty if it is not there. */
    String health(String id) throws IOException, InterruptedException {
        return provider(id).map(provider -> provider.path("health").asText()).orElse("");
    }

    /** How many exchanges a provider is serving. */
    int running(String id) throws IOException, InterruptedException {
        return provider(id).orElseThrow().path("running").asInt();
    }

    URI data() {
        return gateway.data();
    }

    @Override
    public void close() {
        client.close();
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.timeout(LONGEST).build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}
