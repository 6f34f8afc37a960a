package modelscan.core.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import modelscan.api.gateway.Jobs.Job;
import modelscan.base.json.Json;

/** A job as clients and webhooks see it. */
final class JobForm {
    private JobForm() {
    }

    static ObjectNode write(Job job) {
        String here = "/v1/jobs/" + job.id();
        ObjectNode json = Json.object().put("id", job.id()).put("object", "job")
                .put("state", job.state().name().toLowerCase(Locale.ROOT)).put("operation", job.operation().word())
                .put("model", job.model()).put("percent", job.percent().orElse(null))
                .put("created_at", job.created().getEpochSecond()).put("changed_at", job.changed().getEpochSecond());
        job.failure().ifPresentOrElse(failure -> json.putObject("error").put("code", failure.code().word())
                .put("message", failure.message()).put("provider", failure.provider().orElse(null)), () -> json.putNull("error"));
        json.putObject("urls").put("get", here).put("cancel", here).put("result", here + "/result")
                .put("content", here + "/content");
        return json;
    }
}
