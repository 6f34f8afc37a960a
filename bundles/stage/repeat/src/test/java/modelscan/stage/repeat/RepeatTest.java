package modelscan.stage.repeat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Wishes;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Message;
import modelscan.api.model.Operation;
import modelscan.api.model.Original;
import modelscan.api.model.StreamEvent;
import org.junit.jupiter.api.Test;

class RepeatTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Repeat stage = new Repeat(new Memory(Duration.ofMinutes(1), 80_000, nanos::get));
    private final List<String> asked = new ArrayList<>();

    private record Body(String dialect, byte[] bytes) implements Original {
    }

    private Reply ask(String who, Optional<String> key, String text, StreamEvent... end) {
        Inquiry inquiry = Inquiry.written(Operation.CHAT, "m", false, new Body("openai", text.getBytes(StandardCharsets.UTF_8)),
                () -> ChatRequest.of("m", Message.user(text)));
        Wishes wishes = key.map(value -> new Wishes(Map.of("idempotency-key", value))).orElse(Wishes.NONE);
        Principal principal = new Principal(who, Optional.empty(), Optional.empty(), Optional.empty(), Set.of());
        return stage.handle(Exchange.of("r", inquiry, wishes, new Cancellation()).by(principal), _ -> {
            asked.add(text);
            List<StreamEvent> events = new ArrayList<>(List.of(new StreamEvent.TextDelta(0, "answer " + asked.size())));
            events.addAll(List.of(end));
            return Reply.of(events);
        });
    }

    private static String said(Reply reply) {
        StringBuilder text = new StringBuilder();
        try (reply) {
            reply.forEach(event -> text.append(switch (event) {
                case StreamEvent.TextDelta delta -> delta.text();
                case StreamEvent.Failed(Failure failure) -> failure.code().word();
                default -> "";
            }));
        }
        return text.toString();
    }

    private String good(String who, String key, String text) {
        return said(ask(who, Optional.of(key), text, new StreamEvent.Finished(0, FinishReason.STOP, "stop")));
    }

    @Test
    void theSameRequestIsAnsweredOnce() {
        assertEquals("answer 1", good("ann", "k", "hello"));
        Reply again = ask("ann", Optional.of("k"), "hello");
        assertTrue(again.receipt().cached());
        assertEquals("answer 1", said(again));
        assertEquals("answer 1", good("ann", "k", "hello"));
        assertEquals("answer 2", good("bob", "k", "hello"), "keys are the caller's own");
        assertEquals("answer 3", good("ann", "other", "hello"));
        assertEquals("answer 4", said(ask("ann", Optional.empty(), "hello")), "without a key nothing is kept");
    }

    @Test
    void anotherRequestUnderTheKeyIsAConflict() {
        good("ann", "k", "hello");
        assertEquals(ErrorCode.CONFLICT.word(), good("ann", "k", "hello?"));
        assertEquals(ErrorCode.INVALID_REQUEST.word(), good("ann", "k".repeat(256), "hello"));
        assertEquals(1, asked.size());
    }

    @Test
    void whatStillRunsIsAConflictAndWhatFailedOrWasLeftIsAskedAgain() {
        Reply first = ask("ann", Optional.of("k"), "hello");
        first.next();
        assertEquals(ErrorCode.CONFLICT.word(), good("ann", "k", "hello"));
        first.close();
        assertEquals("answer 2" + ErrorCode.STREAM_CUT.word(), said(ask("ann", Optional.of("k"), "hello",
                new StreamEvent.Failed(Failure.of(ErrorCode.STREAM_CUT, "cut")))));
        assertEquals("answer 3", good("ann", "k", "hello"));
        assertEquals("answer 3", good("ann", "k", "hello"));
    }

    @Test
    void aStageThatThrowsLeavesThePlaceFree() {
        Exchange exchange = ask0("k");
        try {
            stage.handle(exchange, _ -> {
                throw new IllegalStateException("a bug");
            });
        } catch (IllegalStateException bug) {
            assertEquals("answer 1", good("ann", "k", "hello"));
        }
        assertEquals(1, asked.size());
    }

    private static Exchange ask0(String key) {
        Inquiry inquiry = Inquiry.written(Operation.CHAT, "m", false, new Body("openai", "hello".getBytes(StandardCharsets.UTF_8)),
                () -> ChatRequest.of("m", Message.user("hello")));
        return Exchange.of("r", inquiry, new Wishes(Map.of("idempotency-key", key)), new Cancellation())
                .by(new Principal("ann", Optional.empty(), Optional.empty(), Optional.empty(), Set.of()));
    }

    @Test
    void isBoundedByAgeAndBytes() {
        good("ann", "old", "hello");
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        assertEquals("answer 2", good("ann", "old", "hello"), "too old");
        for (int i = 0; i < 400; i++) {
            good("ann", "many-" + i, "hello");
        }
        assertEquals("answer 402", good("ann", "many-399", "hello"));
        assertEquals("answer 403", good("ann", "many-0", "hello"), "pushed out by later ones");
        StreamEvent large = new StreamEvent.TextDelta(0, "x".repeat(20_000));
        said(ask("ann", Optional.of("large"), "hello", large));
        said(ask("ann", Optional.of("large"), "hello", large));
        assertEquals(405, asked.size(), "too large to be kept");
    }
}
