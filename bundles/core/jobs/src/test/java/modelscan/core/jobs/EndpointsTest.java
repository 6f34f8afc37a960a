package modelscan.core.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import modelscan.api.gateway.Jobs.Job;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.FinishReason;
import modelscan.api.model.JobState;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;
import modelscan.test.kit.TestFramework;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsTest {
    private final Rig rig = new Rig();
    private final TestFramework framework = TestFramework.start();
    private DurableJobs jobs;
    private Fronts fronts;

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        framework.register(Dialect.class, new FakeDialect("/v1/films"), Map.of(Dialect.NAME, "fake"));
        framework.register(Dialect.class, new FakeDialect("/v2/{model}:film"), Map.of(Dialect.NAME, "fake"));
        framework.register(Framing.class, new Framing() {
            @Override
            public Reader reader(InputStream bytes, int maximum) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(Frame frame, OutputStream bytes) throws IOException {
                bytes.write(("<" + frame.text() + ">").getBytes());
            }
        }, Map.of(Framing.NAME, "lines", Framing.MEDIA_TYPE, "text/lines"));
        fronts = new Fronts(framework.context());
        jobs = rig.jobs(folder);
        rig.answer = _ -> Rig.from(Reply.of(
                new StreamEvent.MediaProduced(5, new Media.Bytes("video/mp4", "ab".getBytes()), Optional.empty()),
                new StreamEvent.MediaProduced(5, new Media.Bytes("video/mp4", "cd".getBytes()), Optional.empty()),
                new StreamEvent.MediaProduced(9, new Media.Link(URI.create("https://cdn/x"), Optional.empty()), Optional.empty()),
                new StreamEvent.Finished(0, FinishReason.STOP, "")));
    }

    @AfterEach
    void close() {
        jobs.close();
        fronts.close();
        framework.close();
    }

    private FakeCall begin(String path, String body) throws IOException {
        FakeCall call = new FakeCall(Map.of("path", path), body);
        call.headers.put("authorization", "Bearer sk-secret");
        call.headers.put("content-type", "application/json");
        call.headers.put("x-modelscan-tags", "film");
        new JobDoor(jobs, fronts).serve(call);
        return call;
    }

    private static FakeCall serve(Endpoint endpoint, Map<String, String> variables) throws IOException {
        FakeCall call = new FakeCall(variables, "");
        endpoint.serve(call);
        return call;
    }

    private static JsonNode json(FakeCall call) {
        return Json.read(call.answer.toByteArray());
    }

    private static ErrorCode refused(Endpoint endpoint, String id) {
        return assertThrows(FailureException.class, () -> serve(endpoint, Map.of("id", id))).failure().code();
    }

    @Test
    void beginsAtTheAddressOfAnyFront() throws IOException {
        FakeCall begun = begin("v1/films", "{\"model\":\"ray\",\"prompt\":\"a cat\"}");
        assertEquals(202, begun.status);
        String id = json(begun).path("id").asText();
        assertEquals("/v1/jobs/" + id, begun.told.get("location"));
        assertEquals("video", json(begun).path("operation").asText());
        assertEquals(JobState.SUCCEEDED, Rig.over(jobs, id).state());
        assertEquals(Map.of("tags", "film"), rig.asked.getFirst().wishes().values());

        FakeCall result = serve(new JobResult(jobs, fronts), Map.of("id", id));
        assertEquals(200, result.status);
        assertEquals("text/fake", result.type);
        assertEquals("[MediaProduced];[MediaProduced];[MediaProduced];[Finished];end of ray", result.answer.toString());
        assertEquals(id, json(serve(new JobView(jobs), Map.of("id", id))).path("id").asText());
        assertEquals(1, json(serve(new JobList(jobs), Map.of())).path("data").size());
        assertEquals("succeeded", json(serve(new JobCancel(jobs), Map.of("id", id))).path("state").asText());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains("sk-secret"), file.toString());
            }
        }
    }

    @Test
    void answersAStreamInItsFramingAndTheModelInThePathIsKnown() throws IOException {
        String id = json(begin("v2/ray:film", "{\"stream\":true}")).path("id").asText();
        assertEquals("ray", Rig.over(jobs, id).model());
        FakeCall result = serve(new JobResult(jobs, fronts), Map.of("id", id));
        assertTrue(result.answer.toString().startsWith("<[MediaProduced];>"));
        assertTrue(result.answer.toString().endsWith("<end of ray>"));
    }

    @Test
    void framesOfTheCallersOwnDialectStayAsTheyAre() throws IOException {
        rig.answer = _ -> new Reply() {
            private boolean given;

            @Override
            public Optional<Piece> next() {
                if (given) {
                    return Optional.empty();
                }
                given = true;
                return Optional.of(Piece.framed("fake", new Frame("e", "{\"unknown\":1}".getBytes(), true, "a/b"),
                        List.of(new StreamEvent.Finished(0, FinishReason.STOP, ""))));
            }

            @Override
            public boolean ready() {
                return true;
            }

            @Override
            public Receipt receipt() {
                return Receipt.EMPTY;
            }

            @Override
            public void close() {
                given = true;
            }
        };
        String id = json(begin("v1/films", "{\"model\":\"ray\"}")).path("id").asText();
        Rig.over(jobs, id);
        assertEquals("{\"unknown\":1}end of ray", serve(new JobResult(jobs, fronts), Map.of("id", id)).answer.toString());
    }

    @Test
    void givesContent() throws IOException {
        String id = json(begin("v1/films", "{\"model\":\"ray\"}")).path("id").asText();
        Rig.over(jobs, id);
        FakeCall first = serve(new JobContent(jobs), Map.of("id", id));
        assertEquals("abcd", first.answer.toString());
        assertEquals("video/mp4", first.type);
        FakeCall second = serve(new JobContent(jobs), Map.of("id", id, "n", "1"));
        assertEquals(302, second.status);
        assertEquals("https://cdn/x", second.told.get("location"));
        for (String n : Set.of("2", "-1", "x", "99999999999")) {
            assertEquals(ErrorCode.NOT_FOUND, assertThrows(FailureException.class,
                    () -> serve(new JobContent(jobs), Map.of("id", id, "n", n))).failure().code(), n);
        }
    }

    @Test
    void refusesWhatIsNotThere() throws IOException {
        assertEquals(ErrorCode.NOT_FOUND, assertThrows(FailureException.class, () -> begin("v1/plays", "{}")).failure().code());
        assertEquals(ErrorCode.NOT_FOUND, refused(new JobView(jobs), "../../etc"));
        rig.answer = Held::reply;
        String id = json(begin("v1/films", "{\"model\":\"ray\"}")).path("id").asText();
        Failure early = assertThrows(FailureException.class, () -> serve(new JobResult(jobs, fronts), Map.of("id", id))).failure();
        assertEquals(409, early.status());
        assertTrue(early.retryAfter().isPresent());
        rig.answer = _ -> Reply.refused(ErrorCode.CONTENT_FILTERED, "not this");
        String failed = json(begin("v1/films", "{\"model\":\"ray\"}")).path("id").asText();
        Rig.over(jobs, failed);
        assertEquals(ErrorCode.CONTENT_FILTERED, refused(new JobResult(jobs, fronts), failed));
        assertEquals("not this", json(serve(new JobView(jobs), Map.of("id", failed))).path("error").path("message").asText());
    }

    @Test
    void showsNobodyTheJobsOfOthers() throws IOException {
        Principal other = Principal.of("key-7");
        Job job = jobs.submit(Rig.video("a").by(other), Optional.empty());
        Rig.over(jobs, job.id());
        for (Endpoint endpoint : List.of(new JobView(jobs), new JobCancel(jobs), new JobContent(jobs), new JobResult(jobs, fronts))) {
            assertEquals(ErrorCode.NOT_FOUND, refused(endpoint, job.id()));
        }
        assertEquals(0, json(serve(new JobList(jobs), Map.of())).path("data").size());
        Job inside = jobs.submit(Rig.video("a"), Optional.empty());
        Rig.over(jobs, inside.id());
        assertEquals(ErrorCode.UNSUPPORTED, refused(new JobResult(jobs, fronts), inside.id()));
    }
}
