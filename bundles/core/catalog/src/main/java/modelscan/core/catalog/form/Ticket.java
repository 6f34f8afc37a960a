package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;

/**
 * What is needed to go on with a job after a restart: its id, and the addresses that the provider told.
 *
 * <p>As text it is compact JSON: {@code {"id":"42","poll":"https://…"}}.
 */
record Ticket(String id, Map<String, String> told) {
    private static final int LONGEST = 8 * 1024;
    private static final String ID = "id";

    /** The ticket of a job as its first answer tells it. */
    static Ticket of(Job job, JsonNode answer) {
        Map<String, String> told = new LinkedHashMap<>();
        note(told, "poll", Optional.of(job.spots().poll()), answer);
        note(told, "result", job.spots().result(), answer);
        note(told, "cancel", job.spots().cancel(), answer);
        String id = job.id().text(answer).or(() -> told.containsKey("poll") ? Optional.of("-") : Optional.empty())
                .orElseThrow(() -> AnswerReading.missing("id of the job", job.id()));
        return new Ticket(id, told);
    }

    /** Reads a ticket that was given out before. */
    static Ticket read(String text) {
        try {
            if (text.length() <= LONGEST && Json.read(text) instanceof ObjectNode object && object.path(ID).isTextual()) {
                Map<String, String> told = new LinkedHashMap<>();
                object.properties().stream().filter(member -> !member.getKey().equals(ID))
                        .forEach(member -> told.put(member.getKey(), member.getValue().asText()));
                return new Ticket(object.path(ID).textValue(), told);
            }
        } catch (FailureException notJson) {
            // The same as a wrong one.
        }
        throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "this is no ticket of a job of this provider"));
    }

    String text() {
        ObjectNode object = Json.object().put(ID, id);
        told.forEach(object::put);
        return new String(Json.write(object), StandardCharsets.UTF_8);
    }

    private static void note(Map<String, String> told, String name, Optional<Job.Spot> spot, JsonNode answer) {
        if (spot.isPresent() && spot.get() instanceof Job.Spot.Named named) {
            named.url().text(answer).ifPresent(url -> told.put(name, url));
        }
    }
}
