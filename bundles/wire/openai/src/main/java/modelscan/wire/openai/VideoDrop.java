package modelscan.wire.openai;

import java.io.IOException;
import modelscan.api.gateway.Jobs;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stops a video that is not finished; a finished one is forgotten in its time. */
@Component(property = {Endpoint.METHOD + "=DELETE", Endpoint.PATH + "=/v1/videos/{id}",
        Endpoint.LISTENER + "=" + Endpoint.DATA})
public final class VideoDrop implements Endpoint {
    private final VideoJobs videos;

    /** A new one. */
    @Activate
    public VideoDrop(@Reference VideoJobs videos) {
        this.videos = videos;
    }

    @Override
    public void serve(Call call) throws IOException {
        Jobs.Job job = videos.of(call);
        if (!videos.all().cancel(job.id())) {
            throw new FailureException(Failure.of(ErrorCode.CONFLICT,
                    "the video is not being made any more; the gateway forgets it in its time"));
        }
        VideoJobs.answer(call, Json.object().put("id", job.id()).put("object", "video.deleted").put("deleted", true));
    }
}
