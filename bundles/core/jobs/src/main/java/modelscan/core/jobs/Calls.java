package modelscan.core.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import modelscan.api.gateway.Jobs.Job;
import modelscan.api.gateway.http.Call;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;

/** What all calls about jobs have in common. */
final class Calls {
    static final String JSON = "application/json";

    private Calls() {
    }

    /** The job of a call; one of somebody else is as good as none. */
    static Job job(Call call, DurableJobs jobs) {
        String id = call.variables().getOrDefault("id", "");
        return jobs.find(id).filter(job -> own(call, job)).orElseThrow(() ->
                new FailureException(Failure.of(ErrorCode.NOT_FOUND, "there is no job '" + id + "'")));
    }

    /** Whether a job belongs to the caller. */
    static boolean own(Call call, Job job) {
        return job.owner().equals(call.principal().id());
    }

    static void answer(Call call, int status, ObjectNode body) throws IOException {
        call.answer(status, JSON, Json.write(body));
    }
}
