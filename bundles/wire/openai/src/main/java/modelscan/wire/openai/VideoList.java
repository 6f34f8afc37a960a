package modelscan.wire.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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

/** Lists the caller's videos in pages, latest first. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/v1/videos", Endpoint.LISTENER + "=" + Endpoint.DATA})
public final class VideoList implements Endpoint {
    private static final int USUAL = 20;
    private static final int MOST = 100;

    private final VideoJobs videos;

    /** A new one. */
    @Activate
    public VideoList(@Reference VideoJobs videos) {
        this.videos = videos;
    }

    @Override
    public void serve(Call call) throws IOException {
        List<Jobs.Job> all = new ArrayList<>(videos.all().list().stream().filter(job -> VideoJobs.own(call, job)).toList());
        if (call.query("order").filter("asc"::equals).isPresent()) {
            Collections.reverse(all);
        }
        List<Jobs.Job> left = all.subList(from(call.query("after"), all), all.size());
        List<Jobs.Job> page = left.subList(0, Math.min(limit(call), left.size()));
        ObjectNode json = Json.object().put("object", "list");
        ArrayNode data = json.putArray("data");
        page.forEach(job -> data.add(VideoForm.write(job)));
        json.put("first_id", page.isEmpty() ? null : page.getFirst().id());
        json.put("last_id", page.isEmpty() ? null : page.getLast().id());
        VideoJobs.answer(call, json.put("has_more", page.size() < left.size()));
    }

    private static int from(Optional<String> after, List<Jobs.Job> all) {
        int at = 0;
        while (after.isPresent() && at < all.size() && !all.get(at).id().equals(after.get())) {
            at++;
        }
        return after.isPresent() ? Math.min(at + 1, all.size()) : 0;
    }

    private static int limit(Call call) {
        String text = call.query("limit").orElse(String.valueOf(USUAL));
        if (!text.matches("[0-9]{1,6}")) {
            throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "'limit' must be a whole number").at("limit"));
        }
        return Math.clamp(Integer.parseInt(text), 1, MOST);
    }
}
