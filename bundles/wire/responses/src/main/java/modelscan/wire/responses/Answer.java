package modelscan.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import modelscan.api.model.Failure;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** What all response objects of one answer have in common: id, time, model and what they repeat of the request. */
final class Answer {
    private final Echo echo;
    private long created;
    private String id;
    private String model;

    Answer(Echo echo, InstantSource clock) {
        this.echo = echo;
        created = clock.instant().getEpochSecond();
        id = newId("resp");
        model = echo.model();
    }

    /** A new id of a kind of thing, such as {@code msg}. */
    static String newId(String kind) {
        return kind + "_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** Takes over what the provider says of itself. */
    void begin(StreamEvent.Started started) {
        id = started.id().startsWith("resp_") ? started.id() : id;
        model = started.model().isEmpty() ? model : started.model();
    }

    /** Takes over what the client was told of the answer already. */
    void adopt(JsonNode response) {
        id = response.path("id").asText(id);
        created = response.path("created_at").asLong(created);
        model = response.path("model").asText(model);
    }

    /** The response while it is made. */
    ObjectNode running() {
        return response("in_progress", Json.array(), Usage.NONE);
    }

    /** The response as it ended. */
    ObjectNode ended(Ending ending, ArrayNode output, Usage usage) {
        ObjectNode response = response(ending.status(), output, usage);
        response.set("incomplete_details", ending.details());
        if (ending.status().equals("failed")) {
            response.putObject("error").put("code", "server_error").put("message", "the provider gave up");
        }
        return response;
    }

    /** The response as it broke. */
    ObjectNode broken(Failure failure, ArrayNode output, Usage usage) {
        ObjectNode response = response("failed", output, usage);
        response.putObject("error").put("code", ErrorWriting.ofResponse(failure)).put("message", failure.message());
        return response;
    }

    private ObjectNode response(String status, ArrayNode output, Usage usage) {
        ObjectNode response = Json.object().put("id", id).put("object", "response").put("created_at", created)
                .put("status", status).put("background", false).putNull("error").putNull("incomplete_details")
                .put("model", model);
        response.set("output", output);
        echo.into(response);
        Optional<ObjectNode> used = usage.unknown() ? Optional.empty() : Optional.of(UsageReading.write(usage));
        response.set("usage", used.<JsonNode>map(json -> json).orElseGet(response::nullNode));
        return response;
    }
}
