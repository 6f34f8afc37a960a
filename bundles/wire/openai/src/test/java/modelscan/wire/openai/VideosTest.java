package modelscan.wire.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Jobs;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.JobState;
import modelscan.api.model.Media;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.VideoRequest;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Videos as clients begin, watch, fetch and stop them. */
class VideosTest {
    private final Kept kept = new Kept();
    private final VideoJobs videos = new VideoJobs(kept);

    @Test
    void aVideoIsBegunByJson() throws IOException {
        VideoCall call = post("""
                {'model':'acme/film','prompt':'a cat','seconds':'8','size':'1280x720','remix':true,
                 'input_reference':{'image_url':'https://example.org/a.png'}}""");
        call.headers.put("x-modelscan-webhook", "https://example.org/done");
        call.wishes.put("mode", "strict");
        serve(new VideoStart(videos), call);
        Exchanges.assertJson("""
                {'id':'job_1','object':'video','model':'acme/film','status':'queued','progress':0,'created_at':100,
                 'completed_at':null,'error':null,'prompt':'a cat','seconds':'8','size':'1280x720'}""", Json.read(call.answered()));
        VideoRequest asked = (VideoRequest) kept.begun.getFirst().request();
        assertEquals(Optional.of(Duration.ofSeconds(8)), asked.length());
        assertEquals(List.of(new Media.Link(URI.create("https://example.org/a.png"), Optional.empty())), asked.sources());
        assertTrue(asked.extra().path("remix").asBoolean());
        assertEquals(Optional.of("strict"), kept.begun.getFirst().wishes().named("mode"));
        assertEquals(Optional.of(URI.create("https://example.org/done")), kept.webhook);
        // The caller's leaving must not end the job.
        call.cancellation().cancel();
        assertFalse(kept.begun.getFirst().cancellation().cancelled());
    }

    @Test
    void aVideoIsBegunByAFormWithPictures() throws IOException {
        VideoCall call = new VideoCall(Fronts.formBytes("model=acme/film", "prompt=p", "seconds=4.5",
                "input_reference@a.jpg:application/octet-stream=A", "input_reference@b.mp4:video/mp4=B"));
        call.headers.put("content-type", "multipart/form-data; boundary=" + Fronts.BOUNDARY);
        serve(new VideoStart(videos), call);
        VideoRequest asked = (VideoRequest) kept.begun.getFirst().request();
        assertEquals(List.of("image/jpeg A", "video/mp4 B"), asked.sources().stream().map(source -> (Media.Bytes) source)
                .map(bytes -> bytes.mediaType() + " " + new String(bytes.data(), UTF_8)).toList());
        assertEquals("4.5", Json.read(call.answered()).path("seconds").asText());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`prompt`:`p`}                                        ! model           ! name a model
            {`model`:`m`}                                         ! prompt          ! say what
            {`model`:`m`,`prompt`:`p`,`seconds`:`long`}           ! seconds         ! number of seconds
            {`model`:`m`,`prompt`:`p`,`seconds`:0}                ! seconds         ! number of seconds
            {`model`:`m`,`prompt`:`p`,`seconds`:[8]}              ! seconds         ! must be a text
            {`model`:`m`,`prompt`:`p`,`input_reference`:[{}]}     ! input_reference[0].image_url ! is missing
            """)
    void whatIsWrongIsNamed(String json, String field, String words) {
        FailureException refused = assertThrows(FailureException.class,
                () -> serve(new VideoStart(videos), post(json.replace('`', '\''))));
        assertEquals(ErrorCode.INVALID_REQUEST, refused.failure().code());
        assertEquals(Optional.of(field), refused.failure().field());
        assertTrue(refused.failure().message().contains(words), refused.failure().message());
        assertEquals(List.of(), kept.begun);
    }

    @Test
    void otherBodiesAndBadWebhooksAreRefused() {
        VideoCall xml = new VideoCall("<a/>".getBytes(UTF_8));
        xml.headers.put("content-type", "text/xml");
        assertEquals(ErrorCode.UNSUPPORTED_MEDIA, refused(new VideoStart(videos), xml));
        VideoCall hooked = post("{'model':'m','prompt':'p'}");
        hooked.headers.put("x-modelscan-webhook", "no address");
        assertEquals(ErrorCode.INVALID_REQUEST, refused(new VideoStart(videos), hooked));
    }

    @ParameterizedTest
    @CsvSource({"QUEUED, queued, 0, ''", "RUNNING, in_progress, 40, ''", "SUCCEEDED, completed, 100, ''",
            "FAILED, failed, 40, content_filtered", "CANCELLED, failed, 40, cancelled"})
    void aVideoIsShownAsItStands(JobState state, String status, int progress, String error) throws IOException {
        kept.job = job(Operation.VIDEO, state, "anonymous");
        VideoCall call = get();
        serve(new VideoView(videos), call);
        JsonNode video = Json.read(call.answered());
        assertEquals(status, video.path("status").asText());
        assertEquals(progress, video.path("progress").asInt());
        assertEquals(error, video.path("error").path("code").asText());
        assertEquals(state == JobState.SUCCEEDED ? "200" : "null", video.path("completed_at").asText());
    }

    @Test
    void otherJobsAreNoVideos() {
        assertEquals(ErrorCode.NOT_FOUND, refused(new VideoView(videos), get()));
        kept.job = job(Operation.IMAGE, JobState.RUNNING, "anonymous");
        assertEquals(ErrorCode.NOT_FOUND, refused(new VideoContent(videos), get()));
        kept.job = job(Operation.VIDEO, JobState.RUNNING, "somebody");
        assertEquals(ErrorCode.NOT_FOUND, refused(new VideoDrop(videos), get()));
    }

    @Test
    void theFilmComesInItsPieces() throws IOException {
        kept.job = job(Operation.VIDEO, JobState.SUCCEEDED, "anonymous");
        kept.result = List.of(made(0, "video/webm", "AB"), made(0, "video/webm", "C"), made(1, "image/png", "X"));
        VideoCall call = get();
        serve(new VideoContent(videos), call);
        assertEquals("200 video/webm", call.status + " " + call.type);
        assertArrayEquals("ABC".getBytes(UTF_8), call.answered());
        assertTrue(call.closed);
        assertEquals("nosniff", call.told.get("x-content-type-options"));
    }

    @Test
    void aFilmElsewhereIsPointedTo() throws IOException {
        kept.job = job(Operation.VIDEO, JobState.SUCCEEDED, "anonymous");
        kept.result = List.of(new StreamEvent.MediaProduced(0,
                new Media.Link(URI.create("https://example.org/a.mp4"), Optional.empty()), Optional.empty()));
        VideoCall call = get();
        serve(new VideoContent(videos), call);
        assertEquals("302 https://example.org/a.mp4", call.status + " " + call.told.get("location"));
    }

    @Test
    void withoutAFilmThereAreOnlyReasons() {
        kept.job = job(Operation.VIDEO, JobState.RUNNING, "anonymous");
        kept.result = List.of(new StreamEvent.Failed(Failure.of(ErrorCode.CONFLICT, "not over")));
        assertEquals(ErrorCode.CONFLICT, refused(new VideoContent(videos), get()));
        kept.result = List.of();
        assertEquals(ErrorCode.NOT_FOUND, refused(new VideoContent(videos), get()));
        kept.result = List.of(new StreamEvent.MediaProduced(0, new Media.Upload("f"), Optional.empty()));
        assertEquals(ErrorCode.UNSUPPORTED, refused(new VideoContent(videos), get()));
        VideoCall still = get();
        still.query.put("variant", "thumbnail");
        assertEquals(ErrorCode.UNSUPPORTED, refused(new VideoContent(videos), still));
    }

    @Test
    void aVideoInWorkIsStoppedAndAFinishedOneIsForgotten() throws IOException {
        kept.job = job(Operation.VIDEO, JobState.RUNNING, "anonymous");
        assertDeleted();
        assertTrue(kept.stopped);
        assertFalse(kept.forgotten);
        kept.job = job(Operation.VIDEO, JobState.SUCCEEDED, "anonymous");
        assertDeleted();
        assertTrue(kept.forgotten);
    }

    private void assertDeleted() throws IOException {
        VideoCall call = get();
        serve(new VideoDrop(videos), call);
        Exchanges.assertJson("{'id':'job_1','object':'video.deleted','deleted':true}", Json.read(call.answered()));
    }

    @ParameterizedTest
    @CsvSource({"'', '', v3|v2|v1, false", "limit=2, '', v3|v2, true", "limit=2, after=v2, v1, false", "order=asc, limit=1, v1, true",
            "after=v1, '', '', false", "after=none, '', '', false", "limit=0, '', v3, true"})
    void videosAreListedInPages(String one, String other, String ids, boolean more) throws IOException {
        kept.more = List.of(named("v3", Operation.VIDEO, "anonymous"), named("i", Operation.IMAGE, "anonymous"),
                named("v2", Operation.VIDEO, "anonymous"), named("x", Operation.VIDEO, "somebody"), named("v1", Operation.VIDEO, "anonymous"));
        VideoCall call = get();
        for (String parameter : List.of(one, other)) {
            if (!parameter.isEmpty()) {
                call.query.put(parameter.split("=")[0], parameter.split("=")[1]);
            }
        }
        serve(new VideoList(videos), call);
        JsonNode list = Json.read(call.answered());
        assertEquals(ids, String.join("|", list.path("data").findValuesAsText("id")));
        assertEquals(more, list.path("has_more").booleanValue());
        assertEquals(ids.isEmpty() ? "null" : ids.split("\\|")[0], list.path("first_id").asText());
        call.query.put("limit", "many");
        assertEquals(ErrorCode.INVALID_REQUEST, refused(new VideoList(videos), call));
    }

    private static Jobs.Job named(String id, Operation operation, String owner) {
        return new Jobs.Job(id, owner, operation, "m", JobState.QUEUED, Optional.empty(), Instant.EPOCH, Instant.EPOCH, Optional.empty());
    }

    @Test
    void withoutJobsThereAreNoVideos() {
        for (Endpoint endpoint : List.of(new VideoStart(new VideoJobs(null)), new VideoView(new VideoJobs(null)),
                new VideoContent(new VideoJobs(null)), new VideoList(new VideoJobs(null)), new VideoDrop(new VideoJobs(null)))) {
            assertEquals(ErrorCode.UNAVAILABLE, refused(endpoint, post("{'model':'m','prompt':'p'}")));
        }
    }

    private static StreamEvent made(int index, String type, String bytes) {
        return new StreamEvent.MediaProduced(index, new Media.Bytes(type, bytes.getBytes(UTF_8)), Optional.empty());
    }

    private static Jobs.Job job(Operation operation, JobState state, String owner) {
        return new Jobs.Job("job_1", owner, operation, "acme/film", state,
                state == JobState.QUEUED ? Optional.empty() : Optional.of(40), Instant.ofEpochSecond(100), Instant.ofEpochSecond(200),
                state == JobState.FAILED ? Optional.of(Failure.of(ErrorCode.CONTENT_FILTERED, "no")) : Optional.empty());
    }

    private static VideoCall post(String json) {
        VideoCall call = new VideoCall(Exchanges.bytes(json));
        call.headers.put("content-type", "application/json");
        return call;
    }

    private static VideoCall get() {
        return new VideoCall(new byte[0]);
    }

    private static void serve(Endpoint endpoint, VideoCall call) throws IOException {
        endpoint.serve(call);
    }

    private static ErrorCode refused(Endpoint endpoint, VideoCall call) {
        return assertThrows(FailureException.class, () -> endpoint.serve(call)).failure().code();
    }

    /** Keeps one job, which can be stopped once. */
    private static final class Kept implements Jobs {
        private final List<Exchange> begun = new ArrayList<>();
        private Optional<URI> webhook = Optional.empty();
        private List<StreamEvent> result = List.of();
        private List<Job> more = List.of();
        private Job job;
        private boolean stopped;
        private boolean forgotten;

        @Override
        public Job submit(Exchange exchange, Optional<URI> hook) {
            begun.add(exchange);
            webhook = hook;
            return new Job("job_1", exchange.principal().id(), exchange.operation(), exchange.inquiry().model(), JobState.QUEUED,
                    Optional.empty(), Instant.ofEpochSecond(100), Instant.ofEpochSecond(100), Optional.empty());
        }

        @Override
        public Optional<Job> find(String id) {
            return Optional.ofNullable(job).filter(known -> known.id().equals(id));
        }

        @Override
        public List<Job> list() {
            return more;
        }

        @Override
        public boolean forget(String id) {
            forgotten = job.state() == JobState.SUCCEEDED;
            return forgotten;
        }

        @Override
        public boolean cancel(String id) {
            boolean first = !stopped;
            stopped = true;
            return first;
        }

        @Override
        public Reply result(String id) {
            return Reply.of(result);
        }
    }
}
