package modelscan.provider.echo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioSystem;
import modelscan.api.gateway.Ability;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.EmbeddingRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.ImageRequest;
import modelscan.api.model.JobState;
import modelscan.api.model.Media;
import modelscan.api.model.Message;
import modelscan.api.model.ModerationRequest;
import modelscan.api.model.Part;
import modelscan.api.model.Request;
import modelscan.api.model.RerankRequest;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Role;
import modelscan.api.model.Sampling;
import modelscan.api.model.SearchRequest;
import modelscan.api.model.SpeechRequest;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Tools;
import modelscan.api.model.TranscriptionRequest;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.api.model.VideoRequest;
import modelscan.base.json.Json;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoTest {
    private static final String SCHEMA = """
            {"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"},"unit":{"enum":["C","F"]}}}""";

    @Test
    void saysThatItsFailuresAreActedOut() {
        assertFalse(new EchoProvider().about().breaker());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "two words", " leading and trailing  ", "line\nbreak\tand 🌍 more", "x"})
    void saysTheLastUserMessageAgain(String text) {
        assertEquals(text, Samples.text(chat("echo", text)));
    }

    @Test
    void tellsWhyItEndedAndWhatItUsed() {
        Reply reply = chat("echo", "one two three");
        List<StreamEvent> events = Samples.events(reply);
        assertInstanceOf(StreamEvent.Started.class, events.getFirst());
        assertEquals(Optional.of(FinishReason.STOP), reply.receipt().finish());
        assertEquals(Optional.of(3L), reply.receipt().usage().count(Unit.INPUT));
        assertEquals(Optional.of(3L), reply.receipt().usage().count(Unit.OUTPUT));
    }

    @Test
    void failsAsItsModelsPromise() {
        assertEquals(ErrorCode.RATE_LIMITED, failure("error-429").code());
        assertTrue(failure("error-429").retryAfter().isPresent());
        assertEquals(500, failure("error-500").status());
        List<StreamEvent> cut = Samples.events(chat("cut", "one two three four"));
        assertEquals(ErrorCode.STREAM_CUT, assertInstanceOf(StreamEvent.Failed.class, cut.getLast()).failure().code());
        assertTrue(cut.stream().anyMatch(StreamEvent.TextDelta.class::isInstance), "it begins before it breaks off");
    }

    @Test
    void thinksBeforeItSpeaks() {
        List<StreamEvent> events = Samples.events(chat("think", "hi"));
        assertInstanceOf(StreamEvent.ThinkingDelta.class, events.get(1));
        assertInstanceOf(StreamEvent.TextDelta.class, events.get(3));
    }

    @Test
    void callsEveryToolWithArgumentsThatFit() {
        ChatRequest request = withTools("Berlin", Message.user("Berlin"));
        List<StreamEvent> events = Samples.events(answer(new EchoChat(), "tools", request));
        String arguments = events.stream().filter(event -> event instanceof StreamEvent.ToolCallDelta delta && delta.position() == 0)
                .map(event -> ((StreamEvent.ToolCallDelta) event).arguments()).collect(Collectors.joining());
        JsonNode parsed = Json.read(arguments);
        assertEquals("Berlin", parsed.path("city").asText());
        assertEquals(1, parsed.path("days").asInt());
        assertEquals("C", parsed.path("unit").asText());
        assertEquals(2, events.stream().filter(StreamEvent.ToolCallStarted.class::isInstance).count());
        assertTrue(events.contains(new StreamEvent.Finished(0, FinishReason.TOOL_CALLS, "tool_calls")));
    }

    @Test
    void tellsWhatTheToolAnswered() {
        Message result = Message.of(Role.TOOL, List.of(new Part.ToolResult("call_0", List.of(new Part.Text("18 degrees")), false)));
        assertEquals("18 degrees", Samples.text(answer(new EchoChat(), "tools", withTools("x", Message.user("x"), result))));
    }

    @Test
    void aSlowAnswerEndsWhenNobodyListens() {
        Exchange exchange = exchange("slow", ChatRequest.of("echo/slow", Message.user("a b c d e f")));
        Reply reply = new EchoChat().answer(exchange);
        assertTrue(reply.next().isPresent());
        exchange.cancellation().cancel();
        assertEquals(Optional.empty(), reply.next());
    }

    @Test
    void vectorsAreOfLengthOneAndTheSameForTheSameWords() {
        EmbeddingRequest request = new EmbeddingRequest("echo/embedding", List.of("a b", "a b", "z", ""), Optional.of(32),
                Optional.empty(), Json.object());
        List<StreamEvent> events = Samples.events(answer(new EchoEmbedding(), "embedding", request));
        float[] first = ((StreamEvent.Embedded) events.get(0)).values();
        assertArrayEquals(first, ((StreamEvent.Embedded) events.get(1)).values());
        for (int index = 0; index < 4; index++) {
            double square = 0;
            for (float value : ((StreamEvent.Embedded) events.get(index)).values()) {
                square += value * value;
            }
            assertEquals(1, square, 0.001, "vector " + index);
        }
    }

    @Test
    void picturesAreRealPictures() throws Exception {
        ImageRequest request = new ImageRequest("echo/image", "a red house", List.of(), Optional.empty(), Optional.of(2), Json.object());
        List<StreamEvent> events = Samples.events(answer(new EchoImage(), "image", request));
        Media.Bytes first = (Media.Bytes) ((StreamEvent.MediaProduced) events.get(0)).media();
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(first.data()));
        assertEquals(64, picture.getWidth());
        assertEquals(3, events.size());
    }

    @Test
    void aToneIsARealSoundInPieces() throws Exception {
        SpeechRequest request = new SpeechRequest("echo/speech", "hello there", Optional.empty(), Optional.empty(), Optional.empty(),
                Json.object());
        ByteArrayOutputStream wav = new ByteArrayOutputStream();
        List<StreamEvent> events = Samples.events(answer(new EchoSpeech(), "speech", request));
        events.forEach(event -> {
            if (event instanceof StreamEvent.MediaProduced made) {
                wav.writeBytes(((Media.Bytes) made.media()).data());
            }
        });
        assertTrue(events.size() > 3, "several pieces");
        var format = AudioSystem.getAudioFileFormat(new ByteArrayInputStream(wav.toByteArray()));
        assertEquals(8000 * 220 / 1000, format.getFrameLength());
        assertEquals(new StreamEvent.UsageReported(Usage.NONE.with(Unit.CHARACTER, 11)), events.getLast());
    }

    @Test
    void aTranscriptSaysWhatWasGiven() {
        TranscriptionRequest request = new TranscriptionRequest("echo/transcription", new Media.Bytes("audio/wav", new byte[7]),
                Optional.empty(), false, Json.object());
        StreamEvent.Transcribed first = (StreamEvent.Transcribed) Samples.events(answer(new EchoTranscription(), "transcription", request)).getFirst();
        assertEquals("I was given 7 bytes of audio/wav.", first.text());
    }

    @Test
    void theBestDocumentHasTheMostWords() {
        RerankRequest request = new RerankRequest("echo/rerank", "red house", List.of("a blue car", "The RED house!", "red"),
                Optional.of(2), Json.object());
        assertEquals(List.of(new StreamEvent.Ranked(1, 1), new StreamEvent.Ranked(2, 0.5),
                new StreamEvent.UsageReported(Usage.NONE.with(Unit.SEARCH, 1))), Samples.events(answer(new EchoRerank(), "rerank", request)));
    }

    @Test
    void badWordsAreNamedAndSitesAreKeptTo() {
        ModerationRequest moderation = new ModerationRequest("echo/moderation",
                List.of(new Part.Text("pure violence."), new Part.Text("peace")), Json.object());
        assertEquals(List.of(new StreamEvent.Moderated(0, true, List.of("violence")), new StreamEvent.Moderated(1, false, List.of())),
                Samples.events(answer(new EchoModeration(), "moderation", moderation)).subList(0, 2));
        SearchRequest search = new SearchRequest("echo/search", "q", Optional.of(2), List.of("a.org"), Json.object());
        assertEquals(List.of("https://a.org/1", "https://a.org/2"), Samples.events(answer(new EchoSearch(), "search", search)).subList(0, 2)
                .stream().map(event -> ((StreamEvent.Found) event).url()).toList());
    }

    @Test
    void aFilmIsAJobThatGoesOnWithItsTicket() {
        VideoRequest request = new VideoRequest("echo/video", "p", List.of(), Optional.empty(), Optional.empty(), Json.object());
        List<StreamEvent> events = Samples.events(new EchoVideo().answer(exchange("video", request)));
        StreamEvent.JobChanged begun = (StreamEvent.JobChanged) events.getFirst();
        assertEquals(JobState.QUEUED, begun.state());
        List<StreamEvent> resumed = Samples.events(new EchoVideo().answer(exchange("video", request).resuming(begun.job())));
        assertEquals(new StreamEvent.JobChanged(begun.job(), JobState.RUNNING, Optional.of(50)), resumed.getFirst());
        assertEquals(events.size() - 1, resumed.size());
        assertEquals(ErrorCode.NOT_FOUND, ((StreamEvent.Failed) Samples.events(
                new EchoVideo().answer(exchange("video", request).resuming("other"))).getFirst()).failure().code());
    }

    @Test
    void everyListedModelCanBeAsked() {
        for (Model model : new EchoProvider().models()) {
            assertTrue(model.prices().isPresent(), model.id());
            assertEquals(1, model.operations().size());
        }
    }

    private static ChatRequest withTools(String city, Message... messages) {
        JsonNode schema = Json.read(SCHEMA);
        Tools tools = new Tools(List.of(new Tools.Definition("weather", city, schema, Optional.empty()),
                new Tools.Definition("time", "", Json.object(), Optional.empty())), new Tools.Choice.Auto(), Optional.empty());
        return new ChatRequest("echo/tools", List.of(messages), tools, Sampling.DEFAULT, new ResponseFormat.Text(),
                Optional.empty(), true, Json.object());
    }

    private static Failure failure(String model) {
        List<StreamEvent> events = Samples.events(chat(model, "hi"));
        assertEquals(1, events.size());
        return ((StreamEvent.Failed) events.getFirst()).failure();
    }

    private static Reply chat(String model, String text) {
        return answer(new EchoChat(), model, ChatRequest.of("echo/" + model, Message.user(text)));
    }

    private static Reply answer(Ability ability, String model, Request request) {
        return ability.answer(exchange(model, request));
    }

    private static Exchange exchange(String model, Request request) {
        Model listed = new EchoProvider().models().stream().filter(each -> each.id().equals(model)).findFirst().orElseThrow();
        return Exchange.of("t", Inquiry.of(request, true)).to(new Candidate("echo", listed), 1);
    }
}
