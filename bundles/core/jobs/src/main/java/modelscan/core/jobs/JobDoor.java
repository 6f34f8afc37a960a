package modelscan.core.jobs;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Jobs.Job;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Begins a job: {@code POST /v1/jobs} before the address at which the same would be answered at once. */
@Component(property = {Endpoint.METHOD + "=POST", Endpoint.PATH + "=/v1/jobs/{path...}",
        Endpoint.LISTENER + "=" + Endpoint.DATA})
public final class JobDoor implements Endpoint {
    private static final String WEBHOOK = "x-modelscan-webhook";

    private final DurableJobs jobs;
    private final Fronts fronts;

    /** A new one. */
    @Activate
    public JobDoor(@Reference DurableJobs jobs, @Reference Fronts fronts) {
        this.jobs = jobs;
        this.fronts = fronts;
    }

    @Override
    public void serve(Call call) throws IOException {
        String path = "/" + call.variables().getOrDefault("path", "");
        try (Fronts.Held held = fronts.at("POST", path).orElseThrow(() -> new FailureException(
                Failure.of(ErrorCode.NOT_FOUND, "no API is served at " + path + "; a job is begun at /v1/jobs followed by "
                        + "its address, such as /v1/jobs/v1/images/generations")))) {
            Front.Letter letter = new Front.Letter(held.variables(), Map.of(), call.headers(), call.body());
            Inquiry inquiry = held.front().read(letter);
            // A job outlives the call, so nobody's leaving ends it.
            Exchange exchange = Exchange.of(call.id(), inquiry, call.wishes(), new Cancellation()).by(call.principal());
            Front.Route route = held.front().route();
            Job job = jobs.submit(exchange, call.header(WEBHOOK).map(JobDoor::webhook),
                    Optional.of(new Sent(held.dialect(), route.method(), route.path(), letter)));
            call.header("location", "/v1/jobs/" + job.id());
            Calls.answer(call, 202, JobForm.write(job));
        }
    }

    private static URI webhook(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException _) {
            throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "the webhook is not an address").at(WEBHOOK));
        }
    }
}
