package modelscan.wire.cohere;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Piece;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.StreamEvent.Cited;
import modelscan.api.model.StreamEvent.Finished;
import modelscan.api.model.StreamEvent.Started;
import modelscan.api.model.StreamEvent.TextDelta;
import modelscan.api.model.StreamEvent.ThinkingDelta;
import modelscan.api.model.StreamEvent.ToolCallDelta;
import modelscan.api.model.StreamEvent.ToolCallStarted;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatReaderTest {
    private static final String START = "{'id':'x','type':'message-start','delta':{'message':{'role':'assistant','content':[],'tool_plan':'','tool_calls':[],'citations':[]}}}";
    private static final String HI = "{'type':'content-delta','index':0,'delta':{'message':{'content':{'text':'Hi'}}}}";
    private static final String END = end("COMPLETE");

    private final Back.Reader reader = Exchanges.reader(Operation.CHAT);

    private static String end(String word) {
        return "{'type':'message-end','delta':{'finish_reason':'" + word + "','usage':{'billed_units':{'input_tokens':5,'output_tokens':7},"
                + "'tokens':{'input_tokens':50.0,'output_tokens':7},'cached_tokens':20}}}";
    }

    private static String call(String kind, int index, String calls) {
        return "{'type':'tool-call-" + kind + "','index':" + index + ",'delta':{'message':{'tool_calls':" + calls + "}}}";
    }

    @Test
    void aPlainStream() {
        List<StreamEvent> events = Exchanges.events(reader, List.of(START,
                "{'type':'content-start','index':0,'delta':{'message':{'content':{'type':'thinking','thinking':''}}}}",
                "{'type':'content-delta','index':0,'delta':{'message':{'content':{'thinking':'hm'}}}}", "{'type':'content-end','index':0}",
                "{'type':'content-start','index':1,'delta':{'message':{'content':{'type':'text','text':'A'}}}}", HI,
                "{'type':'debug','prompt':'p'}", "{'type':'something-new','delta':7}", "{'type':'content-end','index':1}", END, "[DONE]"));
        Usage usage = Usage.NONE.with(Unit.INPUT, 50).with(Unit.OUTPUT, 7).with(Unit.CACHE_READ, 20);
        assertEquals(List.of(new Started("x", ""), thought("hm"), new TextDelta(0, "A"), new TextDelta(0, "Hi"),
                new Finished(0, FinishReason.STOP, "COMPLETE"), new StreamEvent.UsageReported(usage)), events);
        assertTrue(reader.complete());
        assertEquals(usage, reader.usage());
        assertEquals(Optional.of(FinishReason.STOP), reader.finish());
    }

    @Test
    void plansAndParallelCalls() {
        List<StreamEvent> events = Exchanges.events(reader, List.of(START,
                "{'type':'tool-plan-delta','delta':{'message':{'tool_plan':'I look.'}}}",
                call("start", 0, "{'id':'a','type':'function','function':{'name':'f','arguments':''}}"),
                call("delta", 0, "{'function':{'arguments':'{\\u0022x\\u0022'}}"), call("delta", 0, "{'function':{'arguments':':1}'}}"),
                "{'type':'tool-call-end','index':0}",
                call("start", 1, "{'id':'a','type':'function','function':{'name':'f','arguments':'nu'}}"),
                call("delta", 1, "{'function':{'arguments':'ll'}}"), "{'type':'tool-call-end','index':1}",
                call("start", 2, "{'function':{'name':'g'}}"), call("delta", 9, "{'function':{'arguments':'lost'}}"), end("TOOL_CALL")));
        List<ToolCallStarted> calls = events.stream().filter(ToolCallStarted.class::isInstance).map(ToolCallStarted.class::cast).toList();
        assertEquals(thought("I look."), events.get(1));
        assertEquals(List.of(0, 1, 2), calls.stream().map(ToolCallStarted::position).toList());
        assertEquals("a", calls.getFirst().id());
        assertNotEquals("a", calls.get(1).id());
        assertTrue(!calls.get(2).id().isEmpty());
        assertEquals(List.of(new ToolCallDelta(0, 0, "{\"x\""), new ToolCallDelta(0, 0, ":1}"), new ToolCallDelta(0, 1, "{}"),
                new ToolCallDelta(0, 2, "{}")), events.stream().filter(ToolCallDelta.class::isInstance).toList());
        assertEquals(Optional.of(FinishReason.TOOL_CALLS), reader.finish());
    }

    @Test
    void sources() {
        List<StreamEvent> events = Exchanges.events(reader, List.of(
                "{'type':'citation-start','index':0,'delta':{'message':{'citations':{'start':0,'end':2,'text':'Hi','sources':["
                        + "{'type':'document','id':'doc:1','document':{'id':'1','title':'T','url':'https://example.org','snippet':'S'}},"
                        + "{'type':'tool','id':'t:0','tool_output':{'x':1}}]}}}}", "{'type':'citation-end','index':0}"));
        assertEquals(List.of(new Cited(0, "https://example.org", "T", Optional.of("S")), new Cited(0, "", "t:0", Optional.empty())), events);
    }

    @ParameterizedTest
    @CsvSource({"COMPLETE,STOP", "STOP_SEQUENCE,STOP", "MAX_TOKENS,LENGTH", "TOOL_CALL,TOOL_CALLS", "ERROR_TOXIC,CONTENT_FILTER",
            "USER_CANCEL,CANCELLED", "WHATEVER,OTHER"})
    void finishWords(String word, FinishReason reason) {
        assertEquals(new Finished(0, reason, word), Exchanges.events(reader, List.of(end(word))).getFirst());
    }

    @ParameterizedTest
    @CsvSource({"ERROR,PROVIDER_ERROR", "TIMEOUT,PROVIDER_TIMEOUT", "ERROR_LIMIT,CONTEXT_TOO_LONG"})
    void anAnswerThatEndsInAnErrorHasFailed(String word, ErrorCode code) {
        Exchanges.events(reader, List.of(START, HI));
        Failure failure = reader.read(Frame.of(Exchanges.bytes(end(word)))).orElseThrow().failure().orElseThrow();
        assertEquals(code, failure.code());
        assertEquals(Optional.of("cohere"), failure.provider());
        assertEquals(Optional.of(7L), reader.usage().count(Unit.OUTPUT), "it was used all the same");
        assertFalse(reader.complete());
        assertEquals(Optional.empty(), reader.read(Frame.of(Exchanges.bytes(HI))));
        Failure told = Exchanges.reader(Operation.CHAT).read(Frame.of(Exchanges.bytes(
                "{'type':'message-end','delta':{'finish_reason':'" + word + "','error':'why'}}"))).orElseThrow().failure().orElseThrow();
        assertEquals("why", told.message());
        assertTrue(Exchanges.reader(Operation.CHAT).read(Frame.whole(Exchanges.bytes("{'message':{'content':[]},'finish_reason':'"
                + word + "'}"))).orElseThrow().failure().isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'message':'m'}", "{'id':'x','message':'m'}", "{'type':'error','message':'m'}", "{'error':{'message':'m'}}",
            "{'error':'m'}"})
    void errorsInsideAStream(String step) {
        Exchanges.events(reader, List.of(START));
        assertEquals("m", reader.read(Frame.of(Exchanges.bytes(step))).orElseThrow().failure().orElseThrow().message());
        assertFalse(reader.complete());
        assertEquals("m", Exchanges.reader(Operation.CHAT).read(Frame.whole(Exchanges.bytes(step))).orElseThrow().failure()
                .orElseThrow().message());
    }

    @Test
    void theNameOfTheEventCountsWhereTheDataHasNone() {
        Frame named = new Frame("content-delta", Exchanges.bytes("{'delta':{'message':{'content':{'text':'a'}}}}"), false);
        assertEquals(List.of(new TextDelta(0, "a")), reader.read(named).orElseThrow().events());
    }

    @Test
    void aStreamThatStopsEarlyIsNotComplete() {
        Exchanges.events(reader, List.of(START, HI, "[DONE]"));
        assertFalse(reader.complete());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`type`:`content-del        ! STREAM_CUT
            {`type`:`debug`             ! STREAM_CUT
            <html>                      ! PROVIDER_GARBAGE
            7                           ! PROVIDER_GARBAGE
            {`type`:x}                  ! PROVIDER_GARBAGE
            """)
    void whatIsNoStep(String data, ErrorCode code) {
        assertEquals(code, reader.read(Frame.of(Exchanges.bytes(data.replace('`', '"')))).orElseThrow().failure().orElseThrow().code());
    }

    @Test
    void aWholeAnswer() {
        Piece piece = reader.read(Frame.whole(Exchanges.bytes("""
                {'id':'x','finish_reason':'COMPLETE','message':{'role':'assistant','tool_plan':'p','content':[{'type':'thinking','thinking':'hm'},
                 {'type':'text','text':'Hi'}],'citations':[{'sources':[{'id':'d','document':{'title':'T'}}]}],
                 'tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':'null'}},
                  {'id':'b','type':'function','function':{'name':'g','arguments':'{\\u0022x\\u0022:1}'}}]},
                 'usage':{'billed_units':{'input_tokens':5,'output_tokens':2}}}"""))).orElseThrow();
        assertEquals(List.of(new Started("x", ""), thought("p"), thought("hm"), new TextDelta(0, "Hi"),
                new Cited(0, "", "T", Optional.empty()), new ToolCallStarted(0, 0, "a", "f"), new ToolCallDelta(0, 0, "{}"),
                new ToolCallStarted(0, 1, "b", "g"), new ToolCallDelta(0, 1, "{\"x\":1}"),
                new Finished(0, FinishReason.TOOL_CALLS, "COMPLETE"),
                new StreamEvent.UsageReported(Usage.NONE.with(Unit.INPUT, 5).with(Unit.OUTPUT, 2))), piece.events());
        assertTrue(reader.complete());
    }

    @Test
    void mutatedStepsNeverThrow() {
        Random random = new Random(42);
        List<String> steps = new ArrayList<>(List.of(START, HI, END));
        steps.add(call("start", 0, "{'id':'a','function':{'name':'f','arguments':'null'}}"));
        steps.add("{'message':{'content':[{'text':'a'}],'tool_calls':[{'function':{}}],'citations':[{'sources':[1]}]},'finish_reason':'COMPLETE'}");
        for (int round = 0; round < 40_000; round++) {
            byte[] data = Exchanges.bytes(steps.get(random.nextInt(steps.size())));
            for (int change = random.nextInt(4); change >= 0; change--) {
                data[random.nextInt(data.length)] = round % 2 == 0 ? (byte) random.nextInt(256)
                        : (byte) "{}[]:,\"\\01-en".charAt(random.nextInt(13));
            }
            Back.Reader any = Exchanges.reader(Operation.CHAT);
            any.read(random.nextInt(3) == 0 ? Frame.whole(data) : Frame.of(data)).ifPresent(Piece::events);
            any.read(Frame.of(Exchanges.bytes(END)));
        }
    }

    @Test
    void aRecordedCallWithoutArguments() throws IOException {
        Path file = Exchanges.fixtures().resolve("cohere-empty-tool-call.chunks.jsonl");
        assumeTrue(Files.isRegularFile(file), "skipped: there is no file " + file);
        List<StreamEvent> events = Exchanges.events(reader, Files.readAllLines(file));
        assertEquals("I will use the currentTime tool to find the current time.", String.join("", events.stream()
                .filter(ThinkingDelta.class::isInstance).map(event -> ((ThinkingDelta) event).text()).toList()));
        assertTrue(events.contains(new ToolCallStarted(0, 0, "currentTime_y46ar19t5gvw", "currentTime")));
        assertTrue(events.contains(new ToolCallDelta(0, 0, "{}")));
        assertEquals(Optional.of(704L), reader.usage().count(Unit.CACHE_READ));
        assertEquals(Optional.of(1445L), reader.usage().count(Unit.INPUT));
        assertTrue(reader.complete());
    }

    private static ThinkingDelta thought(String text) {
        return new ThinkingDelta(0, text, Optional.empty(), Optional.empty());
    }
}
