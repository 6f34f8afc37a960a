package modelscan.core.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the jobs of the caller, latest first. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/v1/jobs",
        Endpoint.LISTENER + "=" + Endpoint.DATA})
public final class JobList implements Endpoint {
    private final DurableJobs jobs;

    /** A new one. */
    @Activate
    public JobList(@Reference DurableJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void serve(Call call) throws IOException {
        ObjectNode body = Json.object().put("object", "list");
        ArrayNode data = body.putArray("data");
        jobs.list().stream().filter(job -> Calls.own(call, job)).map(JobForm::write).forEach(data::add);
        Calls.answer(call, 200, body);
    }
}
