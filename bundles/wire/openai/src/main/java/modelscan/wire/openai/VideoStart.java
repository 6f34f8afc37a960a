package modelscan.wire.openai;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Jobs;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.VideoRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Begins a video and answers at once. */
@Component(property = {Endpoint.METHOD + "=POST", Endpoint.PATH + "=/v1/videos", Endpoint.LISTENER + "=" + Endpoint.DATA})
public final class VideoStart implements Endpoint {
    private static final String WEBHOOK = "x-modelscan-webhook";

    private final VideoJobs videos;

    /** A new one. */
    @Activate
    public VideoStart(@Reference VideoJobs videos) {
        this.videos = videos;
    }

    @Override
    public void serve(Call call) throws IOException {
        Jobs jobs = videos.all();
        VideoRequest request = VideoForm.read(new Front.Letter(call.variables(), call.headers(), call.body()));
        // A video outlives the call, so nobody's leaving ends it.
        Exchange exchange = Exchange.of(call.id(), Inquiry.of(request, false), call.wishes(), new Cancellation())
                .by(call.principal());
        Jobs.Job job = jobs.submit(exchange, call.header(WEBHOOK).map(VideoStart::address));
        VideoJobs.answer(call, VideoForm.begun(job, request));
    }

    private static URI address(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException malformed) {
            throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "the webhook is not an address").at(WEBHOOK),
                    malformed);
        }
    }
}
