package modelscan.core.jobs;

import java.io.IOException;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Cancels a job; one that is over stays as it is. */
@Component(property = {Endpoint.METHOD + "=DELETE", Endpoint.PATH + "=/v1/jobs/{id}",
        Endpoint.LISTENER + "=" + Endpoint.DATA})
public final class JobCancel implements Endpoint {
    private final DurableJobs jobs;

    /** A new one. */
    @Activate
    public JobCancel(@Reference DurableJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void serve(Call call) throws IOException {
        jobs.cancel(Calls.job(call, jobs).id());
        Calls.answer(call, 200, JobForm.write(Calls.job(call, jobs)));
    }
}
