package modelscan.tools.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether an endpoint begins a job, and how that is followed. */
record JobGuess(Endpoint endpoint) {
    private static final List<String> IDS = List.of("id", "job_id", "task_id", "request_id", "generation_id", "uuid", "taskid");
    private static final List<String> STATES = List.of("status", "state", "task_status");
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");
    private static final Map<String, List<String>> WORDS = words();

    /** A job, and the endpoint that tells its result. */
    record Course(ObjectNode job, Endpoint poll) {
    }

    private static Map<String, List<String>> words() {
        Map<String, List<String>> words = new LinkedHashMap<>();
        words.put("queued", List.of("queued", "pending", "submitted", "created", "starting", "waiting", "scheduled", "in_queue"));
        words.put("running", List.of("running", "processing", "in_progress", "started", "generating", "active", "dreaming"));
        words.put("succeeded", List.of("succeeded", "success", "completed", "complete", "done", "finished", "ready"));
        words.put("failed", List.of("failed", "failure", "error"));
        words.put("cancelled", List.of("canceled", "cancelled", "aborted"));
        words.put("filtered", List.of("moderated", "nsfw", "blocked", "filtered"));
        return words;
    }

    Optional<Course> course(String base) {
        Shape tells = endpoint.tells();
        Optional<String> id = IDS.stream().filter(tells::has).findFirst();
        return id.flatMap(known -> poll().map(poll -> new Course(job(known, poll, base), poll)));
    }

    private Optional<Endpoint> poll() {
        String stem = endpoint.path().substring(0, endpoint.path().lastIndexOf('/'));
        List<Endpoint> fitting = new ArrayList<>();
        for (Endpoint one : endpoint.document().endpoints()) {
            boolean near = one.path().startsWith(endpoint.path() + "/") || one.path().startsWith(stem + "/");
            if (one.method().equals("GET") && near && PARAMETER.matcher(one.path()).results().count() == 1
                    && STATES.stream().anyMatch(one.tells()::has)) {
                fitting.add(one);
            }
        }
        // Below the path of the job itself is nearer than beside it.
        return fitting.stream().filter(one -> one.path().startsWith(endpoint.path() + "/")).findFirst()
                .or(() -> fitting.stream().findFirst());
    }

    private static ObjectNode job(String id, Endpoint poll, String base) {
        ObjectNode job = JsonNodeFactory.instance.objectNode().put("id", id);
        job.putObject("poll").put("path", PARAMETER.matcher(poll.path().substring(base.length())).replaceFirst("{job}"));
        String state = STATES.stream().filter(poll.tells()::has).findFirst().orElseThrow();
        job.put("state", state);
        ObjectNode states = job.putObject("states");
        List<String> told = new ArrayList<>();
        JsonNode schema = poll.tells().member(state).orElseThrow();
        schema.path("enum").forEach(word -> told.add(word.asText()));
        WORDS.forEach((mark, words) -> {
            List<String> here = told.isEmpty() ? words : told.stream().filter(word -> words.stream()
                    .anyMatch(word.toLowerCase(Locale.ROOT)::contains)).toList();
            here.forEach(word -> states.withArray("/" + mark).add(word));
        });
        return job;
    }
}
