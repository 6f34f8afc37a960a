package modelscan.wire.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Jobs;
import modelscan.api.model.JobState;
import modelscan.api.model.Media;
import modelscan.api.model.Operation;
import modelscan.api.model.VideoRequest;
import modelscan.base.json.Json;
import modelscan.base.wire.Medias;
import modelscan.base.wire.Place;

/** Videos as clients ask for them and see them. */
final class VideoForm {
    private static final String SOURCE = "input_reference";
    private static final String LENGTH = "seconds";
    private static final Set<String> KNOWN = Set.of("model", "prompt", "size", LENGTH, SOURCE);
    private static final int FINISHED = 100;

    private VideoForm() {
    }

    /** Reads a request, which is JSON or a form with pictures to begin with. */
    static VideoRequest read(Front.Letter letter) {
        List<Media> sources = new ArrayList<>();
        String type = letter.header("content-type").orElse("");
        if (FormData.is(type)) {
            FormData form = FormData.read(type, letter.body());
            form.files(SOURCE).forEach(file -> sources.add(media(file)));
            return read(form.fields(), sources);
        }
        FormFront.checkMediaType(letter);
        return read(Place.root(Json.readObject(letter.body())), sources);
    }

    private static VideoRequest read(Place request, List<Media> sources) {
        String model = ModelName.of(Operation.VIDEO, request);
        String prompt = request.words("prompt", "say what the video shall show");
        request.member(SOURCE).ifPresent(place -> (place.node().isArray() ? place.elements() : List.of(place))
                .forEach(source -> sources.add(source(source))));
        return new VideoRequest(model, prompt, sources, request.member(LENGTH).map(VideoForm::length),
                request.member("size").map(Place::text), Notes.begun(request, KNOWN));
    }

    private static Media media(FormData.Upload file) {
        return file.type().startsWith("video/") ? new Media.Bytes(file.type(), file.data()) : EditFront.media(file);
    }

    private static Media source(Place source) {
        return source.node().isTextual() ? Medias.read(source) : EditFront.source(source);
    }

    // OpenAI writes a number as a text; a number is understood as well.
    private static Duration length(Place place) {
        String text = place.node().isNumber() ? place.node().asText() : place.text();
        if (!text.matches("[0-9]{1,5}(\\.[0-9]{1,3})?") || new BigDecimal(text).signum() == 0) {
            throw place.refuse("must be a number of seconds, such as \"8\"");
        }
        return Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValue());
    }

    /** A video that was just begun: only now it is known what was asked. */
    static ObjectNode begun(Jobs.Job job, VideoRequest request) {
        ObjectNode json = write(job).put("prompt", request.prompt());
        request.length().ifPresent(length -> json.put(LENGTH,
                BigDecimal.valueOf(length.toMillis(), 3).stripTrailingZeros().toPlainString()));
        request.size().ifPresent(size -> json.put("size", size));
        return json;
    }

    /** A video as it stands. */
    static ObjectNode write(Jobs.Job job) {
        boolean done = job.state() == JobState.SUCCEEDED;
        ObjectNode json = Json.object().put("id", job.id()).put("object", "video").put("model", job.model())
                .put("status", status(job.state())).put("progress", done ? FINISHED : job.percent().orElse(0))
                .put("created_at", job.created().getEpochSecond())
                .put("completed_at", done ? (Long) job.changed().getEpochSecond() : null);
        job.failure().ifPresentOrElse(failure -> error(json, failure.code().word(), failure.message()), () -> {
            if (job.state() == JobState.CANCELLED) {
                error(json, "cancelled", "the video was cancelled");
            } else {
                json.putNull("error");
            }
        });
        return json;
    }

    private static void error(ObjectNode json, String code, String message) {
        json.putObject("error").put("code", code).put("message", message);
    }

    private static String status(JobState state) {
        return switch (state) {
            case QUEUED -> "queued";
            case RUNNING -> "in_progress";
            case SUCCEEDED -> "completed";
            case FAILED, CANCELLED -> "failed";
        };
    }
}
