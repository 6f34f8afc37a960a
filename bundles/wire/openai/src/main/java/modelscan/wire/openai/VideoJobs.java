package modelscan.wire.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import modelscan.api.gateway.Jobs;
import modelscan.api.gateway.http.Call;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What the addresses of videos have in common: each video is a job. */
@Component(service = VideoJobs.class)
public final class VideoJobs {
    private static final String JSON = "application/json";

    private final Optional<Jobs> jobs;

    /** Without jobs every address answers that there are none. */
    @Activate
    public VideoJobs(@Reference(cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY) Jobs jobs) {
        this.jobs = Optional.ofNullable(jobs);
    }

    /** The jobs; a failure if nobody keeps any. */
    Jobs all() {
        return jobs.orElseThrow(() -> new FailureException(Failure.of(ErrorCode.UNAVAILABLE,
                "no installed bundle keeps jobs, which videos are")));
    }

    /** The video of a call; what is somebody else's, or no video, is as good as none. */
    Jobs.Job of(Call call) {
        String id = call.variables().getOrDefault("id", "");
        return all().find(id).filter(job -> own(call, job)).orElseThrow(() ->
                new FailureException(Failure.of(ErrorCode.NOT_FOUND, "there is no video '" + id + "'")));
    }

    /** Whether a job is a video of the caller. */
    static boolean own(Call call, Jobs.Job job) {
        return job.operation() == Operation.VIDEO && job.owner().equals(call.principal().id());
    }

    static void answer(Call call, ObjectNode body) throws IOException {
        call.answer(200, JSON, Json.write(body));
    }
}
