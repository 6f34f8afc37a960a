package modelscan.core.jobs.form;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.ImageRequest;
import modelscan.api.model.JobState;
import modelscan.api.model.Media;
import modelscan.api.model.Message;
import modelscan.api.model.Money;
import modelscan.api.model.Operation;
import modelscan.api.model.Request;
import modelscan.api.model.Seal;
import modelscan.api.model.SpeechRequest;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.TranscriptionRequest;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.api.model.VideoRequest;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;

class FormsTest {
    private static final Failure FAILURE = Failure.of(ErrorCode.RATE_LIMITED, "slow").by("groq").at("n").because("rpm")
            .after(Duration.ofMillis(1500));

    private final Memory memory = new Memory();

    private static final class Memory implements Bytes {
        private final ByteArrayOutputStream all = new ByteArrayOutputStream();

        @Override
        public long keep(byte[] bytes) {
            all.writeBytes(bytes);
            return all.size() - bytes.length;
        }

        @Override
        public byte[] read(long at, int length) {
            return Arrays.copyOfRange(all.toByteArray(), (int) at, (int) at + length);
        }
    }

    private StreamEvent again(StreamEvent event) {
        return EventForm.read(Json.read(Json.write(EventForm.write(event, memory))), memory);
    }

    private Request again(Request request) {
        return RequestForm.read(Json.read(Json.write(RequestForm.write(request, memory).orElseThrow())), memory);
    }

    @Test
    void everyEventComesBack() {
        Optional<Seal> seal = Optional.of(new Seal("anthropic", "EqQB"));
        List<StreamEvent> events = List.of(new StreamEvent.Started("id", "m"), new StreamEvent.TextDelta(1, "hi\n\"ü"),
                new StreamEvent.ThinkingDelta(0, "hm", seal, Optional.empty()), new StreamEvent.RefusalDelta(0, "no"),
                new StreamEvent.ToolCallStarted(0, 2, "c", "f", seal), new StreamEvent.ToolCallDelta(0, 2, "{\"a\""),
                new StreamEvent.Cited(0, "u", "t", Optional.of("q")),
                new StreamEvent.MediaProduced(1, new Media.Link(URI.create("https://a/b"), Optional.of("video/mp4")), Optional.of("n")),
                new StreamEvent.MediaProduced(2, new Media.Upload("f-1"), Optional.empty()),
                new StreamEvent.Transcribed("w", Duration.ofMillis(10), Duration.ofSeconds(2), Optional.of("A")),
                new StreamEvent.Ranked(3, 0.25), new StreamEvent.Moderated(0, true, List.of("x", "y")),
                new StreamEvent.Found("t", "u", "s", Optional.empty()), new StreamEvent.Found("t", "u", "s", Optional.of(0.5)),
                new StreamEvent.JobChanged("{\"id\":\"1\"}", JobState.RUNNING, Optional.of(5)),
                new StreamEvent.Finished(0, FinishReason.LENGTH, "max"),
                new StreamEvent.UsageReported(Usage.NONE.with(Unit.SECOND, new BigDecimal("2.50"))),
                new StreamEvent.Failed(FAILURE));
        events.forEach(event -> assertEquals(event, again(event)));
        StreamEvent.Embedded vector = (StreamEvent.Embedded) again(new StreamEvent.Embedded(4, new float[] {1.5f, -0.1f}));
        assertArrayEquals(new float[] {1.5f, -0.1f}, vector.values());
        StreamEvent.MediaProduced made = (StreamEvent.MediaProduced) again(new StreamEvent.MediaProduced(0,
                new Media.Bytes("image/png", new byte[] {1, 2}), Optional.empty()));
        assertArrayEquals(new byte[] {1, 2}, ((Media.Bytes) made.media()).data());
        Set<Class<?>> seen = events.stream().map(Object::getClass).collect(Collectors.toSet());
        assertEquals(StreamEvent.class.getPermittedSubclasses().length, seen.size() + 1, "an event is not tested");
        assertThrows(IllegalArgumentException.class, () -> EventForm.read(Json.object().put("is", "Sung"), memory));
    }

    @Test
    void requestsThatBecomeJobsComeBack() {
        Media link = new Media.Link(URI.create("https://a/b"), Optional.empty());
        List<Request> requests = List.of(
                new VideoRequest("m", "p", List.of(link), Optional.of(Duration.ofSeconds(5)), Optional.of("16x9"),
                        Json.object().put("loop", true)),
                new ImageRequest("m", "p", List.of(), Optional.empty(), Optional.of(2), Json.object()),
                new SpeechRequest("m", "t", Optional.of("v"), Optional.empty(), Optional.of(1.25), Json.object()),
                new TranscriptionRequest("m", link, Optional.of("de"), true, Json.object()));
        requests.forEach(request -> assertEquals(request, again(request)));
        assertTrue(RequestForm.write(ChatRequest.of("m", Message.user("hi")), memory).isEmpty());
    }

    @Test
    void receiptsComeBack() {
        Receipt receipt = Receipt.EMPTY.from(new Candidate("luma", Model.unknown("ray", Operation.VIDEO)), 2)
                .using(Usage.NONE.with(Unit.IMAGE, 3)).costing(new Cost.Known(Money.of("0.000120", "EUR")))
                .ending(FinishReason.STOP).warning(List.of("seed was dropped"));
        assertEquals(receipt, ReceiptForm.read(ReceiptForm.write(receipt), Operation.VIDEO));
        assertEquals(Receipt.EMPTY, ReceiptForm.read(ReceiptForm.write(Receipt.EMPTY), Operation.VIDEO));
    }
}
