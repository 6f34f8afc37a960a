package modelscan.core.jobs;

import java.io.IOException;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows a job. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/v1/jobs/{id}",
        Endpoint.LISTENER + "=" + Endpoint.DATA})
public final class JobView implements Endpoint {
    private final DurableJobs jobs;

    /** A new one. */
    @Activate
    public JobView(@Reference DurableJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void serve(Call call) throws IOException {
        Calls.answer(call, 200, JobForm.write(Calls.job(call, jobs)));
    }
}
