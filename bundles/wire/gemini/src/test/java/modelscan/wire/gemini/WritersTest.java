package modelscan.wire.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
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
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WritersTest {
    private static final Usage USAGE = Usage.NONE.with(Unit.INPUT, 10).with(Unit.OUTPUT, 8).with(Unit.REASONING, 3)
            .with(Unit.CACHE_READ, 4);
    private static final List<StreamEvent> ANSWER = List.of(new StreamEvent.Started("msg_1", "claude"),
            thought("h"), thought("m"), new StreamEvent.ThinkingDelta(0, "", Optional.of(new Seal("anthropic", "sig")), Optional.empty()),
            new StreamEvent.ThinkingDelta(0, "", Optional.empty(), Optional.of(new Seal("anthropic", "red"))),
            new StreamEvent.TextDelta(0, "He"), new StreamEvent.TextDelta(0, "llo"),
            new StreamEvent.Cited(0, "https://e", "E", Optional.of("Hello")), new StreamEvent.ToolCallStarted(0, 0, "a", "f", Optional.of(new Seal("gemini", "own"))),
            new StreamEvent.ToolCallStarted(0, 1, "b", "f"), new StreamEvent.ToolCallDelta(0, 1, "{}"), new StreamEvent.ToolCallDelta(0, 0, "{\"x\""),
            new StreamEvent.ToolCallDelta(0, 0, ":1}"), new StreamEvent.Finished(0, FinishReason.TOOL_CALLS, "tool_use"),
            new StreamEvent.UsageReported(USAGE));
    private static final String ENDING = "'finishReason':'STOP','index':0,'groundingMetadata':{'groundingChunks':[{'web':{'uri':'https://e','title':'E'}}],"
            + "'groundingSupports':[{'segment':{'text':'Hello'},'groundingChunkIndices':[0]}]}}],"
            + "'usageMetadata':{'promptTokenCount':10,'cachedContentTokenCount':4,'candidatesTokenCount':5,'thoughtsTokenCount':3,'totalTokenCount':18},"
            + "'modelVersion':'claude','responseId':'msg_1'}";
    private static final String CALLS = "{'functionCall':{'id':'a','name':'f','args':{'x':1}},'thoughtSignature':'own'},{'functionCall':{'id':'b','name':'f','args':{}}}";
    private static final String SIGNED = Seals.signed(new Seal("anthropic", "sig"));
    private static final String SEALED = Seals.sealed(new Seal("anthropic", "red"));

    private final Front.Writer stream = Exchanges.writer(Method.STREAM, "sse");
    private final Front.Writer list = Exchanges.writer(Method.STREAM, "json");
    private final Front.Writer whole = Exchanges.writer(Method.GENERATE, "");

    @Test
    void stepsOfTheSameDialectGoThroughUntouched() {
        Frame frame = Frame.of(Exchanges.bytes(Exchanges.part("{'text':'a'}")));
        assertSame(frame, stream.write(framed(frame)).getFirst());
        assertEquals(List.of(), stream.end(Receipt.EMPTY.using(USAGE)), "usage was told in the steps");
        assertEquals(Optional.empty(), stream.framing());
        assertEquals(Optional.empty(), stream.mediaType());
    }

    @Test
    void eventsBecomeSteps() {
        List<String> parts = new ArrayList<>();
        ANSWER.forEach(event -> stream.write(Piece.of(event)).forEach(frame ->
                parts.add(tree(frame).at("/candidates/0/content/parts").toString().replace('"', '\''))));
        assertEquals(List.of("[{'text':'h','thought':true}]", "[{'text':'m','thought':true}]",
                "[{'text':'','thoughtSignature':'" + SIGNED + "'}]", "[{'text':'','thought':true,'thoughtSignature':'" + SEALED + "'}]",
                "[{'text':'He'}]", "[{'text':'llo'}]"), parts);
        List<Frame> end = stream.end(Receipt.EMPTY);
        assertEquals(1, end.size());
        Exchanges.assertJson("{'candidates':[{'content':{'role':'model','parts':[" + CALLS + "]}," + ENDING, tree(end.getFirst()));
    }

    @Test
    void writtenStepsAreReadAsTheSameEvents() {
        Back.Reader reader = Exchanges.reader();
        List<StreamEvent> read = new ArrayList<>();
        ANSWER.forEach(event -> stream.write(Piece.of(event)).forEach(frame -> reader.read(frame).ifPresent(piece -> read.addAll(piece.events()))));
        stream.end(Receipt.EMPTY).forEach(frame -> reader.read(frame).ifPresent(piece -> read.addAll(piece.events())));
        assertTrue(reader.complete());
        assertEquals(ANSWER.subList(0, 7), read.subList(0, 7));
        assertEquals(List.of(ANSWER.get(8), new StreamEvent.ToolCallDelta(0, 0, "{\"x\":1}"), ANSWER.get(9), ANSWER.get(10), ANSWER.get(7),
                new StreamEvent.Finished(0, FinishReason.TOOL_CALLS, "STOP"), ANSWER.get(14)), read.subList(7, read.size()));
        assertEquals(USAGE, reader.usage());
    }

    @Test
    void anAnswerWithoutEventsIsOneArray() {
        assertEquals(Optional.of("jsonarray"), list.framing());
        assertEquals(Optional.of("application/json"), list.mediaType());
        StringBuilder text = new StringBuilder();
        list.write(framed(Frame.of(Exchanges.bytes(Exchanges.part("{'text':'own'}"))))).forEach(frame -> text.append(frame.text()));
        ANSWER.forEach(event -> list.write(Piece.of(event)).forEach(frame -> text.append(frame.text())));
        list.end(Receipt.EMPTY).forEach(frame -> text.append(frame.text()));
        JsonNode array = Json.read(text.toString());
        assertEquals(8, array.size());
        assertEquals("own", array.at("/0/candidates/0/content/parts/0/text").asText());
        assertEquals("STOP", array.at("/7/candidates/0/finishReason").asText());
        assertEquals("[]", Exchanges.writer(Method.STREAM, "").end(Receipt.EMPTY).getFirst().text());
    }

    @Test
    void aFailureIsTheLastStep() {
        Failure failure = Failure.of(ErrorCode.STREAM_CUT, "cut").by("acme");
        stream.write(Piece.of(ANSWER.get(5)));
        List<Frame> frames = stream.write(Piece.failed(failure));
        assertEquals("INTERNAL", tree(frames.getFirst()).at("/error/status").asText());
        assertEquals(1, frames.size());
        assertEquals(List.of(), stream.write(Piece.of(ANSWER.get(6))));
        assertEquals(List.of(), stream.end(Receipt.EMPTY.failing(failure)));
        StringBuilder text = new StringBuilder();
        list.write(Piece.of(ANSWER.get(5), new StreamEvent.Failed(failure), ANSWER.get(6))).forEach(frame -> text.append(frame.text()));
        list.end(Receipt.EMPTY.failing(failure)).forEach(frame -> text.append(frame.text()));
        JsonNode array = Json.read(text.toString());
        assertEquals(2, array.size());
        assertTrue(array.at("/1/error").isObject());
        assertEquals(List.of(), Exchanges.writer(Method.STREAM, "sse").end(Receipt.EMPTY.failing(failure)), "no end without success");
    }

    @Test
    void aWholeAnswerForAStreamIsOneStepInOneLine() {
        Piece piece = Exchanges.reader().read(Frame.whole(Exchanges.bytes(
                "{\n 'candidates': [{\r\n'content':{'parts':[{'text':'a\\nb'}]},'finishReason':'STOP'}]\n}"))).orElseThrow();
        Frame frame = stream.write(piece).getFirst();
        assertFalse(frame.whole() || frame.text().contains("\n") || frame.text().contains("\r"), frame.text());
        assertEquals("a\nb", tree(frame).at("/candidates/0/content/parts/0/text").asText());
        Piece oneLine = Exchanges.reader().read(Frame.whole(Exchanges.bytes(Exchanges.part("{'text':'a'}")))).orElseThrow();
        assertFalse(stream.write(oneLine).getFirst().whole());
    }

    @Test
    void aWholeAnswerGoesThroughUntouched() {
        Frame frame = Frame.whole(Exchanges.bytes("{'candidates':[],'odd':1.50}"));
        assertSame(frame, whole.write(Piece.framed("gemini", frame, List.of())).getFirst());
        assertEquals(List.of(), whole.end(Receipt.EMPTY));
    }

    @Test
    void eventsAreCollectedToAWholeAnswer() {
        ANSWER.forEach(event -> assertEquals(List.of(), whole.write(Piece.of(event))));
        Frame frame = whole.end(Receipt.EMPTY).getFirst();
        assertTrue(frame.whole());
        Exchanges.assertJson("{'candidates':[{'content':{'role':'model','parts':[{'text':'hm','thought':true,'thoughtSignature':'" + SIGNED
                + "'},{'text':'','thought':true,'thoughtSignature':'" + SEALED + "'},{'text':'Hello'}," + CALLS + "]}," + ENDING, tree(frame));
    }

    @Test
    void stepsAreCollectedForWhoWantsTheWhole() {
        for (String part : List.of("{'text':'a'}", "{'text':'b'}", "{'text':'','thoughtSignature':'s'}", "{'inlineData':{'mimeType':'image/png','data':'AQ=='},'thoughtSignature':'p'}", "{'text':'c'}")) {
            whole.write(framed(Frame.of(Exchanges.bytes(Exchanges.part(part)))));
        }
        whole.write(Piece.of(new StreamEvent.Finished(0, FinishReason.CONTENT_FILTER, "RECITATION")));
        JsonNode body = tree(whole.end(Receipt.EMPTY.using(USAGE)).getFirst());
        Exchanges.assertJson("[{'text':'ab','thoughtSignature':'s'},{'inlineData':{'mimeType':'image/png','data':'AQ=='},'thoughtSignature':'p'},{'text':'c'}]",
                body.at("/candidates/0/content/parts"));
        assertEquals("RECITATION", body.at("/candidates/0/finishReason").asText());
        assertEquals(18, body.at("/usageMetadata/totalTokenCount").asInt());
    }

    @Test
    void severalCandidatesKeepTheirNumbers() {
        whole.write(Piece.of(new StreamEvent.TextDelta(1, "b"), new StreamEvent.RefusalDelta(0, "no"),
                new StreamEvent.Finished(0, FinishReason.REFUSAL, "refusal"), new StreamEvent.Finished(1, FinishReason.LENGTH, "x"),
                new StreamEvent.MediaProduced(1, new Media.Link(URI.create("https://e/a.png"), Optional.empty()), Optional.empty())));
        JsonNode body = tree(whole.end(Receipt.EMPTY).getFirst());
        assertEquals(32, body.path("responseId").asText().length(), "an id of our own");
        assertEquals("m", body.path("modelVersion").asText());
        assertTrue(body.path("usageMetadata").isMissingNode(), "unknown is not zero");
        Exchanges.assertJson("""
                [{'content':{'role':'model','parts':[{'text':'no'}]},'finishReason':'SAFETY','index':0},
                 {'content':{'role':'model','parts':[{'text':'b'},{'fileData':{'mimeType':'image/png','fileUri':'https://e/a.png'}}]},'finishReason':'MAX_TOKENS','index':1}]""",
                body.path("candidates"));
    }

    @ParameterizedTest
    @CsvSource({"LENGTH,MAX_TOKENS", "TOOL_CALLS,MALFORMED_FUNCTION_CALL"})
    void aCallThatIsCutShortIsNotCalled(FinishReason reason, String word) {
        whole.write(Piece.of(new StreamEvent.ToolCallStarted(0, 0, "a", "f"), new StreamEvent.ToolCallDelta(0, 0, "{\"pla"),
                new StreamEvent.Finished(0, reason, "x")));
        Exchanges.assertJson("[{'finishReason':'" + word + "','finishMessage':'Malformed function call: f({\\\"pla)','index':0}]",
                tree(whole.end(Receipt.EMPTY).getFirst()).path("candidates"));
    }

    @Test
    void aFailureIsNeverCollectedToASuccess() {
        whole.write(Piece.of(ANSWER.get(5)));
        Failure cut = Failure.of(ErrorCode.STREAM_CUT, "cut");
        assertTrue(tree(whole.write(Piece.of(ANSWER.get(6), new StreamEvent.Failed(cut))).getFirst()).has("error"));
        assertEquals(List.of(), whole.end(Receipt.EMPTY));
        assertTrue(tree(Exchanges.writer(Method.GENERATE, "").end(Receipt.EMPTY.failing(cut)).getFirst()).has("error"));
        assertTrue(tree(Exchanges.writer(Method.GENERATE, "").write(Piece.failed(cut)).getFirst()).has("error"));
    }

    private static StreamEvent thought(String text) {
        return new StreamEvent.ThinkingDelta(0, text, Optional.empty(), Optional.empty());
    }

    private static JsonNode tree(Frame frame) {
        return Json.read(frame.data());
    }

    private static Piece framed(Frame frame) {
        return Exchanges.reader().read(frame).orElseThrow();
    }
}
