package modelscan.core.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import modelscan.api.gateway.Jobs.Job;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Wishes;
import modelscan.api.gateway.http.Call;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;

/** What all calls about jobs have in common. */
final class Calls {
    static final String JSON = "application/json";
    private static final String PREFIX = "x-modelscan-";

    private Calls() {
    }

    /** The job of a call; one of somebody else is as good as none. */
    static Job job(Call call, DurableJobs jobs) {
        String id = call.variables().getOrDefault("id", "");
        return jobs.find(id).filter(Calls::own).orElseThrow(() ->
                new FailureException(Failure.of(ErrorCode.NOT_FOUND, "there is no job '" + id + "'")));
    }

    /** Whether a job belongs to the caller; so far no endpoint learns who calls. */
    static boolean own(Job job) {
        return job.owner().equals(Principal.ANONYMOUS.id());
    }

    static Wishes wishes(Call call) {
        Map<String, String> wishes = new HashMap<>();
        call.headers().forEach((name, value) -> {
            if (name.startsWith(PREFIX) && name.length() > PREFIX.length()) {
                wishes.put(name.substring(PREFIX.length()), value.strip());
            }
        });
        wishes.remove("webhook");
        return new Wishes(wishes);
    }

    static void answer(Call call, int status, ObjectNode body) throws IOException {
        call.answer(status, JSON, Json.write(body));
    }
}
