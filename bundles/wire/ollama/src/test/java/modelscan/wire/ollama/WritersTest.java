package modelscan.wire.ollama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Media;
import modelscan.api.model.Seal;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import org.junit.jupiter.api.Test;

class WritersTest {
    private static final Usage USAGE = Usage.NONE.with(Unit.INPUT, 3).with(Unit.OUTPUT, 2);
    private static final List<StreamEvent> ANSWER = List.of(new StreamEvent.Started("msg_1", "claude"),
            new StreamEvent.ThinkingDelta(0, "hm", Optional.of(new Seal("anthropic", "sig")), Optional.empty()),
            new StreamEvent.TextDelta(0, "He"), new StreamEvent.TextDelta(1, "other choice"),
            new StreamEvent.ToolCallStarted(0, 0, "a", "f"), new StreamEvent.ToolCallStarted(0, 1, "b", "f"),
            new StreamEvent.ToolCallDelta(0, 1, "{}"), new StreamEvent.ToolCallDelta(0, 0, "{\"x\""),
            new StreamEvent.ToolCallDelta(0, 0, ":1}"), new StreamEvent.Finished(0, FinishReason.TOOL_CALLS, "tool_use"),
            new StreamEvent.UsageReported(USAGE));
    private static final String CALLS = "[{'id':'a','function':{'index':0,'name':'f','arguments':{'x':1}}},"
            + "{'id':'b','function':{'index':1,'name':'f','arguments':{}}}]";

    // Every look at the clock is a millisecond later.
    private final AtomicInteger looks = new AtomicInteger();
    private final InstantSource clock = () -> Exchanges.NOW.plusMillis(looks.getAndIncrement());

    private Front.Writer writer(String path, boolean stream) {
        Front front = Exchanges.front(path, clock);
        return front.writer(Exchanges.inquiry(path, "{'model':'box/m','prompt':'x','messages':[],'stream':" + stream + "}"));
    }

    @Test
    void linesOfTheSameDialectGoThroughUntouched() {
        Front.Writer stream = writer("/api/chat", true);
        Frame first = Frame.of(Exchanges.bytes("{'message':{'content':'a'},'done':false,'odd':1.50}"));
        Frame last = Frame.of(Exchanges.bytes("{'message':{'content':''},'done':true}"));
        var reader = Exchanges.reader();
        assertSame(first, stream.write(reader.read(first).orElseThrow()).getFirst());
        assertSame(last, stream.write(reader.read(last).orElseThrow()).getFirst());
        assertEquals(List.of(), stream.end(Receipt.EMPTY), "the end was told");
    }

    @Test
    void linesOfTheOtherWayOfTalkingAreWrittenAnew() {
        Frame line = Frame.of(Exchanges.bytes("{'model':'m','message':{'content':'a'},'done':false}"));
        Frame written = writer("/api/generate", true).write(Exchanges.reader().read(line).orElseThrow()).getFirst();
        assertEquals("a", Exchanges.tree(written).path("response").asText());
    }

    @Test
    void eventsBecomeLines() {
        Front.Writer stream = writer("/api/chat", true);
        List<Frame> lines = new ArrayList<>();
        ANSWER.forEach(event -> lines.addAll(stream.write(Piece.of(event))));
        lines.addAll(stream.end(Receipt.EMPTY));
        assertEquals(4, lines.size());
        Exchanges.assertJson("{'role':'assistant','content':'','thinking':'hm'}", Exchanges.tree(lines.get(0)).get("message"));
        Exchanges.assertJson("{'role':'assistant','content':'He'}", Exchanges.tree(lines.get(1)).get("message"));
        Exchanges.assertJson("{'role':'assistant','content':'','tool_calls':" + CALLS + "}", Exchanges.tree(lines.get(2)).get("message"));
        var last = Exchanges.tree(lines.get(3));
        assertTrue(last.path("done").asBoolean());
        assertEquals("claude", last.path("model").asText());
        assertEquals("stop", last.path("done_reason").asText());
        assertEquals(3, last.path("prompt_eval_count").asInt());
        assertEquals(2, last.path("eval_count").asInt());
        assertEquals(last.path("total_duration").asLong(),
                last.path("prompt_eval_duration").asLong() + last.path("eval_duration").asLong());
        assertEquals(1_000_000, last.path("prompt_eval_duration").asLong(), "one look from the begin to the first piece");
        assertTrue(last.path("eval_duration").asLong() > 1_000_000);
    }

    @Test
    void writtenLinesAreReadAsTheSameEvents() {
        Front.Writer stream = writer("/api/chat", true);
        var reader = Exchanges.reader();
        List<StreamEvent> read = new ArrayList<>();
        List<Frame> lines = new ArrayList<>();
        ANSWER.forEach(event -> lines.addAll(stream.write(Piece.of(event))));
        lines.addAll(stream.end(Receipt.EMPTY));
        lines.forEach(line -> reader.read(line).ifPresent(piece -> read.addAll(piece.events())));
        assertTrue(reader.complete());
        assertTrue(read.containsAll(List.of(ANSWER.get(2), ANSWER.get(4), ANSWER.get(5), new StreamEvent.ToolCallDelta(0, 0, "{\"x\":1}"),
                ANSWER.get(6), new StreamEvent.Finished(0, FinishReason.TOOL_CALLS, "stop"), ANSWER.get(10))), read.toString());
    }

    @Test
    void eventsAreCollectedToAWholeAnswer() {
        Front.Writer whole = writer("/api/chat", false);
        ANSWER.forEach(event -> assertEquals(List.of(), whole.write(Piece.of(event))));
        Frame frame = whole.end(Receipt.EMPTY).getFirst();
        assertTrue(frame.whole());
        Exchanges.assertJson("{'role':'assistant','content':'He','thinking':'hm','tool_calls':" + CALLS + "}",
                Exchanges.tree(frame).get("message"));
        assertTrue(Exchanges.tree(frame).path("done").asBoolean());
        assertEquals("2026-11-21T10:00:00.002Z", Exchanges.tree(frame).path("created_at").asText());
    }

    @Test
    void aSinglePromptIsAnsweredBesideEverythingElse() {
        Front.Writer whole = writer("/api/generate", false);
        ANSWER.subList(0, 3).forEach(event -> whole.write(Piece.of(event)));
        whole.write(Piece.of(new StreamEvent.Finished(0, FinishReason.LENGTH, "x")));
        var answer = Exchanges.tree(whole.end(Receipt.EMPTY.using(USAGE)).getFirst());
        assertEquals("He", answer.path("response").asText());
        assertEquals("hm", answer.path("thinking").asText());
        assertEquals("length", answer.path("done_reason").asText());
        assertEquals(2, answer.path("eval_count").asInt(), "of the receipt");
        assertTrue(answer.path("message").isMissingNode());
    }

    @Test
    void unknownUsageIsNotZero() {
        var last = Exchanges.tree(writer("/api/chat", true).end(Receipt.EMPTY).getFirst());
        assertTrue(!last.has("eval_count") && !last.has("prompt_eval_count"));
    }

    @Test
    void aWholeAnswerForAStreamBecomesLines() {
        Piece piece = Exchanges.reader().read(Frame.whole(Exchanges.bytes(
                "{'model':'m',\n'message':{'content':'a'},'done':true,'done_reason':'length'}"))).orElseThrow();
        Front.Writer stream = writer("/api/chat", true);
        List<Frame> lines = new ArrayList<>(stream.write(piece));
        lines.addAll(stream.end(Receipt.EMPTY));
        assertEquals("a", Exchanges.tree(lines.getFirst()).at("/message/content").asText());
        assertEquals("length", Exchanges.tree(lines.getLast()).path("done_reason").asText());
        assertTrue(lines.stream().noneMatch(line -> line.text().contains("\n")));
        assertSame(piece.frame("ollama").orElseThrow(), writer("/api/chat", false).write(piece).getFirst());
    }

    @Test
    void linesForAWholeAnswerAreCollected() {
        Front.Writer whole = writer("/api/chat", false);
        var reader = Exchanges.reader();
        for (String line : List.of("{'message':{'content':'a'},'done':false}", "{'message':{'content':'b'},'done':true,'eval_count':4}")) {
            assertEquals(List.of(), whole.write(reader.read(Frame.of(Exchanges.bytes(line))).orElseThrow()));
        }
        var answer = Exchanges.tree(whole.end(Receipt.EMPTY).getFirst());
        assertEquals("ab", answer.at("/message/content").asText());
        assertEquals(4, answer.path("eval_count").asInt());
    }

    @Test
    void aFailureIsTheLastLine() {
        Failure failure = Failure.of(ErrorCode.STREAM_CUT, "cut").by("box");
        Front.Writer stream = writer("/api/chat", true);
        stream.write(Piece.of(ANSWER.get(4)));
        List<Frame> lines = stream.write(Piece.failed(failure));
        assertEquals("{\"error\":\"cut\"}", lines.getFirst().text());
        assertEquals(1, lines.size(), "no half tool call");
        assertEquals(List.of(), stream.write(Piece.of(ANSWER.get(2))));
        assertEquals(List.of(), stream.end(Receipt.EMPTY.failing(failure)));
        assertEquals(List.of(), writer("/api/chat", true).end(Receipt.EMPTY.failing(failure)));
        Front.Writer whole = writer("/api/chat", false);
        whole.write(Piece.of(ANSWER.get(2)));
        assertEquals("{\"error\":\"cut\"}", whole.write(Piece.of(ANSWER.get(2), new StreamEvent.Failed(failure))).getFirst().text());
        assertEquals(List.of(), whole.end(Receipt.EMPTY));
    }

    @Test
    void picturesAreShownOrNamed() {
        Front.Writer stream = writer("/api/chat", true);
        var shown = stream.write(Piece.of(new StreamEvent.MediaProduced(0, new Media.Bytes("image/png", new byte[3]), Optional.empty())));
        assertEquals("AAAA", Exchanges.tree(shown.getFirst()).at("/message/images/0").asText());
        var named = stream.write(Piece.of(new StreamEvent.MediaProduced(0,
                new Media.Link(URI.create("https://example.org/a.png"), Optional.empty()), Optional.empty())));
        assertEquals("https://example.org/a.png", Exchanges.tree(named.getFirst()).at("/message/content").asText());
    }
}
