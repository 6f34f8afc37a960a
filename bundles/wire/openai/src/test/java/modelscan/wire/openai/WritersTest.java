package modelscan.wire.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.Seal;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import org.junit.jupiter.api.Test;

class WritersTest {
    private static final Usage USAGE = Usage.NONE.with(Unit.INPUT, 3).with(Unit.OUTPUT, 2);
    private static final List<StreamEvent> ANSWER = List.of(new StreamEvent.Started("msg_1", "claude"),
            new StreamEvent.ThinkingDelta(0, "hm", Optional.of(new Seal("openai", "sig")), Optional.empty()), new StreamEvent.TextDelta(0, "He"),
            new StreamEvent.TextDelta(0, "llo"), new StreamEvent.ToolCallStarted(0, 0, "a", "f"),
            new StreamEvent.ToolCallStarted(0, 1, "b", "f"), new StreamEvent.ToolCallDelta(0, 1, "{}"),
            new StreamEvent.ToolCallDelta(0, 0, "{1"), new StreamEvent.ToolCallDelta(0, 0, "}"),
            new StreamEvent.Finished(0, FinishReason.TOOL_CALLS, "tool_use"), new StreamEvent.UsageReported(USAGE));

    private final Front.Writer stream = writer(true, false);
    private final Front.Writer whole = writer(false, false);

    private static Front.Writer writer(boolean stream, boolean usage) {
        return Exchanges.front().writer(Exchanges.asking(stream, usage));
    }

    @Test
    void framesOfTheSameDialectGoThroughUntouched() {
        Frame frame = chunk("{'id':'x','choices':[{'index':0,'delta':{'content':'a'}}],'citations':[1]}");
        assertSame(frame, stream.write(framed(frame)).getFirst());
        assertEquals(List.of("[DONE]"), texts(stream.end(Receipt.EMPTY)));
    }

    @Test
    void theUsageChunkIsForThoseWhoAskedForIt() {
        Frame usage = chunk("{'id':'x','choices':[],'usage':{'prompt_tokens':1}}");
        Frame finish = chunk("{'id':'x','choices':[{'delta':{},'finish_reason':'stop'}],'usage':{'prompt_tokens':1}}");
        Frame filter = chunk("{'id':'x','choices':[],'usage':null,'prompt_filter_results':[]}");
        assertEquals(List.of(), stream.write(framed(usage)));
        assertSame(finish, stream.write(framed(finish)).getFirst());
        assertSame(filter, stream.write(framed(filter)).getFirst());
        Front.Writer asked = writer(true, true);
        assertSame(usage, asked.write(framed(usage)).getFirst());
        assertEquals(List.of("[DONE]"), texts(asked.end(Receipt.EMPTY.using(USAGE))), "not told twice");
    }

    @Test
    void eventsBecomeChunks() {
        Front.Writer asked = writer(true, true);
        List<JsonNode> chunks = new ArrayList<>();
        ANSWER.forEach(event -> asked.write(Piece.of(event)).forEach(frame -> chunks.add(Exchanges.tree(frame))));
        List<Frame> end = asked.end(Receipt.EMPTY);
        chunks.add(Exchanges.tree(end.getFirst()));
        assertEquals("[DONE]", end.getLast().text());
        for (JsonNode chunk : chunks) {
            assertEquals("msg_1", chunk.path("id").asText());
            assertEquals("claude", chunk.path("model").asText());
            assertEquals("chat.completion.chunk", chunk.path("object").asText());
            assertEquals(1_795_255_200L, chunk.path("created").asLong());
        }
        List<String> deltas = chunks.stream().map(chunk -> chunk.at("/choices/0/delta").toString().replace('"', '\'')).toList();
        assertEquals(List.of("{'role':'assistant','content':''}",
                "{'reasoning_content':'hm','reasoning_details':[{'type':'reasoning.text','signature':'sig'}]}",
                "{'content':'He'}", "{'content':'llo'}",
                "{'tool_calls':[{'index':0,'id':'a','type':'function','function':{'name':'f','arguments':''}}]}",
                "{'tool_calls':[{'index':1,'id':'b','type':'function','function':{'name':'f','arguments':''}}]}",
                "{'tool_calls':[{'index':1,'function':{'arguments':'{}'}}]}",
                "{'tool_calls':[{'index':0,'function':{'arguments':'{1'}}]}",
                "{'tool_calls':[{'index':0,'function':{'arguments':'}'}}]}", "{}", ""), deltas);
        assertEquals("tool_calls", chunks.get(9).at("/choices/0/finish_reason").asText());
        assertTrue(chunks.get(3).at("/choices/0/finish_reason").isNull());
        Exchanges.assertJson("{'prompt_tokens':3,'completion_tokens':2,'total_tokens':5}", chunks.getLast().get("usage"));
        assertTrue(chunks.getLast().get("choices").isEmpty());
    }

    @Test
    void writtenChunksAreReadAsTheSameEvents() {
        List<String> chunks = new ArrayList<>();
        Front.Writer asked = writer(true, true);
        ANSWER.forEach(event -> asked.write(Piece.of(event)).forEach(frame -> chunks.add(frame.text())));
        asked.end(Receipt.EMPTY).forEach(frame -> chunks.add(frame.text()));
        var reader = Exchanges.reader();
        List<StreamEvent> read = new ArrayList<>();
        chunks.forEach(chunk -> reader.read(Frame.of(chunk)).ifPresent(piece -> read.addAll(piece.events())));
        assertTrue(reader.complete());
        assertEquals(ANSWER.subList(2, 9), read.subList(3, 10));
        assertEquals(List.of("msg_1", Optional.of(new Seal("openai", "sig"))), List.of(((StreamEvent.Started) read.getFirst()).id(),
                ((StreamEvent.ThinkingDelta) read.get(2)).signature()));
    }

    @Test
    void usageOfTheReceiptIsToldWhenNoEventDid() {
        assertEquals(2, writer(true, true).end(Receipt.EMPTY.using(USAGE)).size());
        assertEquals(1, writer(true, true).end(Receipt.EMPTY).size(), "unknown is not zero");
        assertEquals(1, writer(true, false).end(Receipt.EMPTY.using(USAGE)).size());
    }

    @Test
    void aFailureIsTheLastFrame() {
        stream.write(Piece.of(ANSWER.get(2)));
        Failure failure = Failure.of(ErrorCode.STREAM_CUT, "cut").by("acme");
        List<Frame> frames = stream.write(Piece.failed(failure));
        assertEquals(1, frames.size());
        assertEquals("stream_cut", Exchanges.tree(frames.getFirst()).at("/error/code").asText());
        assertEquals(List.of(), stream.write(Piece.of(ANSWER.get(3))));
        assertEquals(List.of(), stream.end(Receipt.EMPTY.failing(failure)));
        assertEquals(List.of(), writer(true, true).end(Receipt.EMPTY.failing(failure)), "no end without success");
    }

    @Test
    void ownChunksAmongForeignOnesKeepOneId() {
        Frame first = chunk("{'id':'x','model':'gpt','choices':[{'index':0,'delta':{'role':'assistant','content':''}}]}");
        stream.write(framed(first));
        JsonNode own = Exchanges.tree(stream.write(Piece.of(ANSWER.get(2))).getFirst());
        assertEquals("x", own.path("id").asText());
        assertEquals("gpt", own.path("model").asText());
        assertEquals("{\"content\":\"He\"}", own.at("/choices/0/delta").toString(), "the role was told already");
        Front.Writer ownFirst = writer(true, false);
        String id = Exchanges.tree(ownFirst.write(Piece.of(ANSWER.get(2))).getFirst()).path("id").asText();
        assertTrue(id.startsWith("chatcmpl-"), id);
        JsonNode later = Exchanges.tree(ownFirst.write(framed(first)).getFirst());
        assertEquals(id, later.path("id").asText());
        assertEquals("gpt", later.path("model").asText());
    }

    @Test
    void aWholeAnswerForAStreamBecomesChunks() {
        Piece piece = Exchanges.reader().read(Frame.whole(Exchanges.bytes(
                "{'id':'x','model':'gpt','choices':[{'index':0,'message':{'content':'a'},'finish_reason':'stop'}]}"))).orElseThrow();
        List<String> deltas = stream.write(piece).stream().map(frame -> Exchanges.tree(frame).at("/choices/0").toString()).toList();
        assertEquals(List.of("{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}",
                "{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":null}",
                "{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}"), deltas);
    }

    @Test
    void aWholeAnswerGoesThroughUntouched() {
        Frame frame = Frame.whole(Exchanges.bytes("{'id':'x','choices':[],'odd':1.50}"));
        assertSame(frame, whole.write(Piece.framed("openai", frame, List.of())).getFirst());
        assertEquals(List.of(), whole.end(Receipt.EMPTY));
    }

    @Test
    void eventsAreCollectedToAWholeAnswer() {
        ANSWER.forEach(event -> assertEquals(List.of(), whole.write(Piece.of(event))));
        whole.write(Piece.of(new StreamEvent.RefusalDelta(1, "no"), new StreamEvent.Finished(1, FinishReason.LENGTH, "x")));
        Frame frame = whole.end(Receipt.EMPTY).getFirst();
        assertTrue(frame.whole());
        Exchanges.assertJson("""
                {'id':'msg_1','object':'chat.completion','created':1795255200,'model':'claude','choices':[
                 {'index':0,'message':{'role':'assistant','content':'Hello','refusal':null,'reasoning_content':'hm',
                   'reasoning_details':[{'type':'reasoning.text','signature':'sig'}],
                   'tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':'{1}'}},
                                 {'id':'b','type':'function','function':{'name':'f','arguments':'{}'}}]},
                  'logprobs':null,'finish_reason':'tool_calls'},
                 {'index':1,'message':{'role':'assistant','content':null,'refusal':'no'},'logprobs':null,'finish_reason':'length'}],
                 'usage':{'prompt_tokens':3,'completion_tokens':2,'total_tokens':5}}""", Exchanges.tree(frame));
    }

    @Test
    void aFailureIsNeverCollectedToASuccess() {
        whole.write(Piece.of(ANSWER.get(2)));
        Frame frame = whole.write(Piece.of(ANSWER.get(3), new StreamEvent.Failed(Failure.of(ErrorCode.STREAM_CUT, "cut")))).getFirst();
        assertTrue(Exchanges.tree(frame).has("error"));
        assertEquals(List.of(), whole.end(Receipt.EMPTY));
        assertFalse(Exchanges.tree(writer(false, false).end(Receipt.EMPTY.failing(Failure.of(ErrorCode.STREAM_CUT, "cut")))
                .getFirst()).has("choices"));
    }

    private static Frame chunk(String json) {
        return Frame.of(Exchanges.bytes(json));
    }

    private static Piece framed(Frame frame) {
        return Exchanges.reader().read(frame).orElseThrow();
    }

    private static List<String> texts(List<Frame> frames) {
        return frames.stream().map(Frame::text).toList();
    }
}
