package modelscan.wire.openai;

import java.io.IOException;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows how far a video is. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/v1/videos/{id}", Endpoint.LISTENER + "=" + Endpoint.DATA})
public final class VideoView implements Endpoint {
    private final VideoJobs videos;

    /** A new one. */
    @Activate
    public VideoView(@Reference VideoJobs videos) {
        this.videos = videos;
    }

    @Override
    public void serve(Call call) throws IOException {
        VideoJobs.answer(call, VideoForm.write(videos.of(call)));
    }
}
