package modelscan.wire.openai;

import java.io.IOException;
import modelscan.api.gateway.Jobs;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes a video; one that is not finished is not made any further. */
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
        if (!videos.all().forget(job.id()) && !videos.all().cancel(job.id())) {
            // It ended between the two questions.
            videos.all().forget(job.id());
        }
        VideoJobs.answer(call, Json.object().put("id", job.id()).put("object", "video.deleted").put("deleted", true));
    }
}
