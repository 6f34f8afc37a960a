package modelscan.wire.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
import modelscan.api.model.StreamEvent.TextDelta;
import modelscan.api.model.StreamEvent.ToolCallDelta;
import modelscan.api.model.StreamEvent.ToolCallStarted;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WritersTest {
    private static final Usage USAGE = Usage.NONE.with(Unit.INPUT, 3).with(Unit.OUTPUT, 2);
    private static final List<StreamEvent> ANSWER = List.of(new StreamEvent.Started("msg_1", "gpt"),
            new StreamEvent.ThinkingDelta(0, "h", Optional.empty(), Optional.empty()),
            new StreamEvent.ThinkingDelta(0, "m", Optional.of(new Seal("gemini", "sig")), Optional.empty()),
            new StreamEvent.ThinkingDelta(0, "", Optional.empty(), Optional.of(new Seal("anthropic", "enc"))),
            new TextDelta(0, "He"), new TextDelta(0, "llo"), new ToolCallStarted(0, 0, "a", "f"), new ToolCallStarted(0, 1, "b", "g"),
            new ToolCallDelta(0, 1, "{}"), new ToolCallDelta(0, 0, "{\"x\":"), new ToolCallDelta(0, 0, "\"}\"}"),
            new StreamEvent.Finished(0, FinishReason.TOOL_CALLS, "tool_calls"), new StreamEvent.UsageReported(USAGE));

    private final Front.Writer stream = writer(true);
    private final Front.Writer whole = writer(false);

    private static Front.Writer writer(boolean stream) {
        return Exchanges.front().writer(Exchanges.asking(stream));
    }

    @Test
    void eventsBecomeBlocksOneAfterTheOther() {
        List<Frame> frames = new ArrayList<>();
        ANSWER.forEach(event -> frames.addAll(stream.write(Piece.of(event))));
        frames.addAll(stream.end(Receipt.EMPTY));
        frames.forEach(frame -> assertEquals(frame.event(), Exchanges.tree(frame).path("type").asText()));
        assertEquals("""
                {'type':'message_start','message':{'id':'msg_1','type':'message','role':'assistant','model':'gpt','content':[],'stop_reason':null,'stop_sequence':null,'usage':{'input_tokens':0,'output_tokens':0}}}
                {'type':'content_block_start','index':0,'content_block':{'type':'thinking','thinking':'','signature':''}}
                {'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':'h'}}
                {'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':'m'}}
                {'type':'content_block_delta','index':0,'delta':{'type':'signature_delta','signature':'gemini#sig'}}
                {'type':'content_block_stop','index':0}
                {'type':'content_block_start','index':1,'content_block':{'type':'redacted_thinking','data':'enc'}}
                {'type':'content_block_stop','index':1}
                {'type':'content_block_start','index':2,'content_block':{'type':'text','text':''}}
                {'type':'content_block_delta','index':2,'delta':{'type':'text_delta','text':'He'}}
                {'type':'content_block_delta','index':2,'delta':{'type':'text_delta','text':'llo'}}
                {'type':'content_block_stop','index':2}
                {'type':'content_block_start','index':3,'content_block':{'type':'tool_use','id':'a','name':'f','input':{}}}
                {'type':'content_block_delta','index':3,'delta':{'type':'input_json_delta','partial_json':'{\\'x\\':'}}
                {'type':'content_block_delta','index':3,'delta':{'type':'input_json_delta','partial_json':'\\'}\\'}'}}
                {'type':'content_block_stop','index':3}
                {'type':'content_block_start','index':4,'content_block':{'type':'tool_use','id':'b','name':'g','input':{}}}
                {'type':'content_block_delta','index':4,'delta':{'type':'input_json_delta','partial_json':'{}'}}
                {'type':'content_block_stop','index':4}
                {'type':'message_delta','delta':{'stop_reason':'tool_use','stop_sequence':null},'usage':{'input_tokens':3,'output_tokens':2}}
                {'type':'message_stop'}
                """.strip(), String.join("\n", frames.stream().map(frame -> frame.text().replace('"', '\'')).toList()));
    }

    @Test
    void writtenEventsAreReadAsTheSameAnswer() {
        Back.Reader reader = Exchanges.reader();
        List<StreamEvent> read = new ArrayList<>();
        List<Frame> frames = new ArrayList<>();
        ANSWER.forEach(event -> frames.addAll(stream.write(Piece.of(event))));
        frames.addAll(stream.end(Receipt.EMPTY));
        frames.forEach(frame -> reader.read(frame).ifPresent(piece -> read.addAll(piece.events())));
        assertTrue(reader.complete());
        assertEquals(USAGE, reader.usage());
        Front.Writer first = writer(false);
        ANSWER.forEach(event -> first.write(Piece.of(event)));
        read.forEach(event -> whole.write(Piece.of(event)));
        assertEquals(Exchanges.tree(first.end(Receipt.EMPTY).getFirst()), Exchanges.tree(whole.end(Receipt.EMPTY).getFirst()));
    }

    @Test
    void theFirstCallIsWrittenAsItGrowsAndTheNextWhenItIsComplete() {
        stream.write(Piece.of(ANSWER.getFirst()));
        assertEquals(List.of("content_block_start"), names(stream.write(Piece.of(new ToolCallStarted(0, 0, "a", "f")))));
        assertEquals(List.of("content_block_delta"), names(stream.write(Piece.of(new ToolCallDelta(0, 0, "{\"a\":[1]")))));
        assertEquals(List.of(), names(stream.write(Piece.of(new ToolCallStarted(0, 1, "b", "f")))));
        assertEquals(List.of("content_block_delta", "content_block_stop", "content_block_start"),
                names(stream.write(Piece.of(new ToolCallDelta(0, 0, "}")))));
        assertEquals(List.of("content_block_delta"), names(stream.write(Piece.of(new ToolCallDelta(0, 1, "{")))));
        assertEquals(List.of("content_block_stop"), names(stream.write(Piece.of(new StreamEvent.Finished(0, FinishReason.LENGTH, "length")))));
        assertEquals("max_tokens", Exchanges.tree(stream.end(Receipt.EMPTY).getFirst()).at("/delta/stop_reason").asText());
    }

    @Test
    void aCallWithoutArgumentsHasNone() {
        List<Frame> frames = new ArrayList<>(stream.write(Piece.of(new ToolCallStarted(0, 0, "bad id:1", "f"))));
        frames.addAll(stream.write(Piece.of(new StreamEvent.Finished(0, FinishReason.TOOL_CALLS, "stop"))));
        assertEquals("{}", Exchanges.tree(frames.get(2)).at("/delta/partial_json").asText());
        assertTrue(Exchanges.tree(frames.get(1)).at("/content_block/id").asText().matches("[a-zA-Z0-9_-]+"));
    }

    @Test
    void usageOfTheBeginStandsInTheBegin() {
        Frame start = stream.write(Piece.of(ANSWER.getFirst(), new StreamEvent.UsageReported(Usage.NONE.with(Unit.INPUT, 9).with(Unit.CACHE_READ, 4)))).getFirst();
        Exchanges.assertJson("{'input_tokens':5,'cache_read_input_tokens':4,'output_tokens':0}", Exchanges.tree(start).at("/message/usage"));
        assertEquals(2, Exchanges.tree(stream.end(Receipt.EMPTY.using(USAGE.with(Unit.CACHE_READ, 1))).getFirst()).at("/usage/output_tokens").asInt());
    }

    @Test
    void framesOfTheSameDialectGoThroughUntouched() {
        Back.Reader reader = Exchanges.reader();
        for (String event : List.of("{'type':'message_start','message':{'id':'x','odd':1}}",
                "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'a'}}  ",
                "{'type':'content_block_stop','index':0}", "{'type':'novelty'}", "{'type':'message_delta','delta':{'stop_reason':'end_turn'}}")) {
            String name = event.substring(9, event.indexOf('\'', 9));
            Frame frame = new Frame(name, Exchanges.bytes(event), false);
            assertSame(frame, stream.write(reader.read(frame).orElseThrow()).getFirst());
        }
        assertEquals(List.of("message_stop"), names(stream.end(Receipt.EMPTY.using(USAGE))));
    }

    @Test
    void framesWithoutANameGetOne() {
        assertEquals(List.of("message_start"), names(pass("{'type':'message_start','message':{'id':'x'}}")));
    }

    @Test
    void textThatAStageChangedStaysInTheProvidersBlock() {
        pass("{'type':'message_start','message':{'id':'x'}}");
        pass("{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}");
        JsonNode changed = Exchanges.tree(stream.write(Piece.of(new TextDelta(0, "***"))).getFirst());
        Exchanges.assertJson("{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'***'}}", changed);
        assertEquals(List.of("content_block_stop"), names(pass("{'type':'content_block_stop','index':0}")));
        pass("{'type':'content_block_start','index':1,'content_block':{'type':'tool_use','id':'a','name':'f','input':{}}}");
        assertEquals(1, Exchanges.tree(stream.write(Piece.of(new ToolCallDelta(0, 0, "{}"))).getFirst()).path("index").asInt());
    }

    @Test
    void blocksOfOursBetweenMoveTheNumbersOfTheProviders() {
        pass("{'type':'message_start','message':{'id':'x'}}");
        assertEquals(List.of("content_block_start", "content_block_delta"), names(stream.write(Piece.of(new TextDelta(0, "note")))));
        List<Frame> frames = pass("{'type':'content_block_start','index':0,'content_block':{'type':'thinking','thinking':''}}");
        assertEquals(List.of("content_block_stop", "content_block_start"), names(frames));
        assertEquals(1, Exchanges.tree(frames.getLast()).path("index").asInt());
        assertEquals(List.of(), stream.write(Piece.of(new TextDelta(0, "waits"))));
        assertEquals(1, Exchanges.tree(pass("{'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':'a'}}")
                .getFirst()).path("index").asInt());
        frames = pass("{'type':'content_block_stop','index':0}");
        assertEquals(List.of("content_block_stop", "content_block_start", "content_block_delta"), names(frames));
        assertEquals(List.of(1, 2, 2), frames.stream().map(frame -> Exchanges.tree(frame).path("index").asInt()).toList());
    }

    @Test
    void aCallThatAStageRenamedTakesThePlaceOfTheProviders() {
        pass("{'type':'message_start','message':{'id':'x'}}");
        stream.write(Piece.of(new ToolCallStarted(0, 0, "a", "renamed")));
        assertEquals(0, Exchanges.tree(pass("{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta','partial_json':'{}'}}")
                .getFirst()).path("index").asInt());
        assertEquals(List.of("content_block_stop"), names(pass("{'type':'content_block_stop','index':0}")));
        assertEquals(List.of("message_delta"), names(pass("{'type':'message_delta','delta':{'stop_reason':'tool_use'}}")));
        assertEquals(List.of("message_stop"), names(stream.end(Receipt.EMPTY)));
    }

    @Test
    void aFailureIsTheLastFrame() {
        stream.write(Piece.of(ANSWER.get(4)));
        Failure failure = Failure.of(ErrorCode.PROVIDER_OVERLOADED, "full").by("acme").status(529);
        List<Frame> frames = stream.write(Piece.failed(failure));
        assertEquals(List.of("error"), names(frames));
        assertEquals("overloaded_error", Exchanges.tree(frames.getFirst()).at("/error/type").asText());
        assertEquals(List.of(), stream.write(Piece.of(ANSWER.get(4))));
        assertEquals(List.of(), stream.end(Receipt.EMPTY.failing(failure)));
        assertEquals(List.of(), writer(true).end(Receipt.EMPTY.failing(failure)), "no end without success");
        Front.Writer late = writer(true);
        assertEquals(List.of("message_start", "content_block_start", "content_block_delta", "error"),
                names(late.write(Piece.of(ANSWER.get(4), new StreamEvent.Failed(failure), ANSWER.get(5)))));
    }

    @Test
    void aWholeAnswerForAStreamBecomesEvents() {
        Piece piece = Exchanges.reader().read(Frame.whole(Exchanges.bytes("{'id':'x','type':'message','model':'m','content':[{'type':'text','text':'a'}],"
                + "'stop_reason':'stop_sequence','usage':{'input_tokens':1,'output_tokens':2}}"))).orElseThrow();
        assertEquals(List.of("message_start", "content_block_start", "content_block_delta", "content_block_stop"), names(stream.write(piece)));
        Frame delta = stream.end(Receipt.EMPTY).getFirst();
        assertEquals("stop_sequence", Exchanges.tree(delta).at("/delta/stop_reason").asText());
    }

    @Test
    void aWholeAnswerGoesThroughUntouched() {
        Frame frame = Frame.whole(Exchanges.bytes("{'id':'x','content':[],'odd':1.50}"));
        assertSame(frame, whole.write(Piece.framed("anthropic", frame, List.of())).getFirst());
        assertEquals(List.of(), whole.end(Receipt.EMPTY));
    }

    @Test
    void eventsAreCollectedToAWholeAnswer() {
        ANSWER.forEach(event -> assertEquals(List.of(), whole.write(Piece.of(event))));
        whole.write(Piece.of(new TextDelta(1, "another choice"), new StreamEvent.Cited(0, "https://e", "t", Optional.of("q")),
                new StreamEvent.MediaProduced(0, new Media.Bytes("image/png", new byte[3]), Optional.empty()),
                new StreamEvent.MediaProduced(0, new Media.Bytes("audio/wav", new byte[3]), Optional.of("said")),
                new StreamEvent.RefusalDelta(0, " no")));
        Exchanges.assertJson("""
                {'id':'msg_1','type':'message','role':'assistant','model':'gpt','content':[
                 {'type':'thinking','thinking':'hm','signature':'gemini#sig'},{'type':'redacted_thinking','data':'enc'},{'type':'text','text':'Hello'},
                 {'type':'tool_use','id':'a','name':'f','input':{'x':'}'}},{'type':'tool_use','id':'b','name':'g','input':{}},
                 {'type':'text','text':'','citations':[{'type':'web_search_result_location','url':'https://e','title':'t','encrypted_index':'','cited_text':'q'}]},
                 {'type':'image','source':{'type':'base64','media_type':'image/png','data':'AAAA'}},{'type':'text','text':'said no'}],
                 'stop_reason':'tool_use','stop_sequence':null,'usage':{'input_tokens':3,'output_tokens':2}}""",
                Exchanges.tree(whole.end(Receipt.EMPTY).getFirst()));
    }

    @Test
    void aStreamOfTheSameDialectIsCollectedToo() {
        Back.Reader reader = Exchanges.reader();
        for (String event : List.of("{'type':'message_start','message':{'id':'x','model':'m'}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'a'}}",
                "{'type':'message_delta','delta':{'stop_reason':'pause_turn'},'usage':{'output_tokens':1}}")) {
            whole.write(reader.read(Exchanges.frame(event)).orElseThrow());
        }
        JsonNode answer = Exchanges.tree(whole.end(Receipt.EMPTY).getFirst());
        assertEquals("a", answer.at("/content/0/text").asText());
        assertEquals("pause_turn", answer.path("stop_reason").asText());
    }

    @ParameterizedTest
    @CsvSource({"STOP,stop,end_turn", "STOP,stop_sequence,stop_sequence", "LENGTH,length,max_tokens", "TOOL_CALLS,end_turn,tool_use",
            "CONTENT_FILTER,content_filter,refusal", "REFUSAL,refusal,refusal", "OTHER,pause_turn,pause_turn", "OTHER,x,end_turn",
            "STOP,max_tokens,end_turn", "ERROR,error,error"})
    void finishWords(FinishReason reason, String word, String written) {
        assertEquals(written, FinishWords.write(reason, word));
    }

    @Test
    void aFailureIsNeverCollectedToASuccess() {
        whole.write(Piece.of(ANSWER.get(4)));
        Frame frame = whole.write(Piece.of(ANSWER.get(5), new StreamEvent.Failed(Failure.of(ErrorCode.STREAM_CUT, "cut")))).getFirst();
        assertEquals("error", Exchanges.tree(frame).path("type").asText());
        assertEquals(List.of(), whole.end(Receipt.EMPTY));
        assertEquals("error", Exchanges.tree(writer(false).end(Receipt.EMPTY.failing(Failure.of(ErrorCode.STREAM_CUT, "cut")))
                .getFirst()).path("type").asText());
    }

    private List<Frame> pass(String event) {
        Frame frame = Exchanges.frame(event);
        return stream.write(Piece.framed("anthropic", frame, List.of()));
    }

    private static List<String> names(List<Frame> frames) {
        return frames.stream().map(Frame::event).toList();
    }
}
