package modelscan.wire.ollama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Piece;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
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

class AnswerReaderTest {
    private static final String HI = "{'model':'m','message':{'role':'assistant','content':'Hi','thinking':''},'done':false}";
    private static final String END = "{'model':'m','message':{'role':'assistant','content':''},'done':true,'done_reason':'stop',"
            + "'prompt_eval_count':9,'eval_count':3}";
    private static final Usage USAGE = Usage.NONE.with(Unit.INPUT, 9).with(Unit.OUTPUT, 3);

    private final Back.Reader reader = Exchanges.reader();

    @Test
    void aPlainStream() {
        List<StreamEvent> events = Exchanges.events(reader, "{'model':'m','message':{'content':'','thinking':'hm'},'done':false}", HI, "", END);
        assertEquals(List.of(new Started("", "m"), new ThinkingDelta(0, "hm", Optional.empty(), Optional.empty()),
                new TextDelta(0, "Hi"), new Finished(0, FinishReason.STOP, "stop"), new StreamEvent.UsageReported(USAGE)), events);
        assertTrue(reader.complete());
        assertEquals(USAGE, reader.usage());
        assertEquals(Optional.of(FinishReason.STOP), reader.finish());
        assertEquals(Optional.empty(), reader.read(Frame.of(Exchanges.bytes(HI))), "nothing follows the end");
    }

    @Test
    void linesGoThroughUntouchedAndUnread() {
        Frame frame = Frame.of(Exchanges.bytes(HI));
        Piece piece = reader.read(frame).orElseThrow();
        assertSame(frame, piece.frame("ollama").orElseThrow());
        assertEquals(Optional.empty(), piece.frame("ollama-generate"));
        Frame broken = Frame.of(Exchanges.bytes("{'message':{'content':nonsense},'done':false}"));
        Piece unread = reader.read(broken).orElseThrow();
        assertTrue(unread.failure().isEmpty(), "nobody has looked inside");
        assertTrue(unread.events().getFirst() instanceof StreamEvent.Failed(Failure failure)
                && failure.code() == ErrorCode.PROVIDER_GARBAGE);
    }

    @Test
    void parallelCallsKeepTheirPlaceAndGetIds() {
        List<StreamEvent> events = Exchanges.events(reader,
                "{'message':{'content':'','tool_calls':[{'function':{'name':'f','arguments':{'x':1}}},{'id':'a','function':{'name':'f','arguments':{'x':1}}}]},'done':false}",
                "{'message':{'tool_calls':[{'id':'a','function':{'name':'g','arguments':''}},{'id':'b','function':{'index':0,'name':'h','arguments':'{\\u0022y\\u0022:2}'}},7,{'function':null}]},'done':false}",
                END);
        List<ToolCallStarted> calls = events.stream().filter(ToolCallStarted.class::isInstance).map(ToolCallStarted.class::cast).toList();
        assertEquals(List.of(0, 1, 2, 3), calls.stream().map(ToolCallStarted::position).toList());
        assertEquals(List.of("f", "f", "g", "h"), calls.stream().map(ToolCallStarted::name).toList());
        assertEquals(4, calls.stream().map(ToolCallStarted::id).distinct().count());
        assertEquals("a", calls.get(1).id());
        assertNotEquals("a", calls.get(2).id());
        assertEquals(List.of("{\"x\":1}", "{\"x\":1}", "{}", "{\"y\":2}"), events.stream().filter(ToolCallDelta.class::isInstance)
                .map(event -> ((ToolCallDelta) event).arguments()).toList());
        assertEquals(Optional.of(FinishReason.TOOL_CALLS), reader.finish(), "although it says stop");
    }

    @Test
    void aSinglePromptsAnswer() {
        List<StreamEvent> events = Exchanges.events(reader, "{'model':'m','response':'Hi','done':false}",
                "{'model':'m','response':'','thinking':'t','done':true,'done_reason':'length','context':[1,2],'eval_count':2}");
        assertEquals(List.of(new Started("", "m"), new TextDelta(0, "Hi"),
                new ThinkingDelta(0, "t", Optional.empty(), Optional.empty()), new Finished(0, FinishReason.LENGTH, "length"),
                new StreamEvent.UsageReported(Usage.NONE.with(Unit.OUTPUT, 2))), events);
        assertEquals(Optional.empty(), reader.usage().count(Unit.INPUT), "a cached prompt is unknown, not zero");
    }

    @ParameterizedTest
    @CsvSource({"stop,STOP", "length,LENGTH", "load,OTHER", "unload,OTHER", "content_filter,CONTENT_FILTER", "error,ERROR"})
    void finishWords(String word, FinishReason reason) {
        assertEquals(new Finished(0, reason, word),
                Exchanges.events(reader, "{'message':{},'done':true,'done_reason':'" + word + "'}").getLast());
    }

    @Test
    void anOldServerGivesNoReason() {
        Exchanges.events(reader, HI, "{'message':{'content':''},'done':true}");
        assertEquals(Optional.of(FinishReason.STOP), reader.finish());
        assertEquals(Usage.NONE, reader.usage());
    }

    @Test
    void aStreamThatStopsEarlyIsNotComplete() {
        Exchanges.events(reader, HI, HI);
        assertFalse(reader.complete());
        assertFalse(Exchanges.reader().complete());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`error`:`m`}                                        ! PROVIDER_ERROR       ! m
            {`error`:`m`,`status_code`:429}                      ! RATE_LIMITED         ! m
            {`error`:{`message`:`m`,`code`:503},`done`:true}     ! PROVIDER_OVERLOADED  ! m
            {`error`:`unexpected server status: context window exceeded`}  ! CONTEXT_TOO_LONG ! unexpected server status: context window exceeded
            """)
    void errorsInsideAStream(String line, ErrorCode code, String message) {
        Exchanges.events(reader, HI);
        Failure failure = reader.read(Frame.of(Exchanges.bytes(line.replace('`', '"')))).orElseThrow().failure().orElseThrow();
        assertEquals(code, failure.code());
        assertEquals(message, failure.message());
        assertEquals(Optional.of("box"), failure.provider());
        assertEquals(Optional.empty(), reader.read(Frame.of(Exchanges.bytes(END))));
        assertFalse(reader.complete());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`message`:{`content`:`a  ! STREAM_CUT
            {`message`:{`content`:`a` ! STREAM_CUT
            <html>                    ! PROVIDER_GARBAGE
            7                         ! PROVIDER_GARBAGE
            {`done`:true,x}           ! PROVIDER_GARBAGE
            """)
    void whatIsNoLine(String data, ErrorCode code) {
        assertEquals(code, reader.read(Frame.of(Exchanges.bytes(data.replace('`', '"')))).orElseThrow().failure().orElseThrow().code());
        assertFalse(reader.complete());
    }

    @Test
    void aWholeAnswer() {
        Piece piece = reader.read(Frame.whole(Exchanges.bytes("{'model':'m',\n'message':{'content':'Hi','tool_calls':[{'function':{'name':'f','arguments':{}}}]},"
                + "'done':true,'done_reason':'stop','eval_count':3,'prompt_eval_count':9}"))).orElseThrow();
        assertEquals(new TextDelta(0, "Hi"), piece.events().get(1));
        assertEquals(new ToolCallDelta(0, 0, "{}"), piece.events().get(3));
        assertTrue(reader.complete());
        assertEquals(USAGE, reader.usage());
        assertEquals(Optional.of(FinishReason.TOOL_CALLS), reader.finish());
    }

    @Test
    void aWholeAnswerThatIsNone() {
        assertEquals(ErrorCode.PROVIDER_GARBAGE, Exchanges.reader().read(Frame.whole(Exchanges.bytes("{'ok':1}"))).orElseThrow()
                .failure().orElseThrow().code());
        assertEquals("m", Exchanges.reader().read(Frame.whole(Exchanges.bytes("{'error':'m'}"))).orElseThrow().failure()
                .orElseThrow().message());
        Exchanges.events(reader);
        reader.read(Frame.whole(Exchanges.bytes("{'message':{'content':'half'},'done':false}")));
        assertFalse(reader.complete());
    }

    @Test
    void wordsInsideTextsAreNoMarks() {
        List<StreamEvent> events = Exchanges.events(reader,
                "{'message':{'content':'\\u0022done\\u0022:true, \\u0022error\\u0022:1'},'error':null,'odd':{'done':true,'error':'x'},'done':false}");
        assertEquals(new TextDelta(0, "\"done\":true, \"error\":1"), events.getLast());
        assertFalse(reader.complete());
    }

    @Test
    void mutatedLinesNeverThrow() {
        Random random = new Random(42);
        String tools = "{'message':{'tool_calls':[{'id':'c','function':{'name':'n','arguments':{'a':[1,null]}}}],'images':['AAAA']},'done':false}";
        List<String> lines = List.of(HI, END, tools, "{'error':'m','status_code':429}", "{'response':'x','done':true,'image':'AAAA'}");
        for (int round = 0; round < 40_000; round++) {
            byte[] data = Exchanges.bytes(lines.get(random.nextInt(lines.size())));
            for (int change = random.nextInt(4); change >= 0; change--) {
                data[random.nextInt(data.length)] = round % 2 == 0 ? (byte) random.nextInt(256)
                        : (byte) "{}[]:,\"\\01-en".charAt(random.nextInt(13));
            }
            Frame frame = random.nextInt(4) == 0 ? Frame.whole(data) : Frame.of(data);
            Exchanges.reader().read(frame).ifPresent(Piece::events);
        }
    }

    @Test
    void aRecordedToolCall() throws IOException {
        Path file = Exchanges.fixtures().resolve("chat-stream-tools.ndjson");
        assumeTrue(Files.isRegularFile(file), "skipped: there is no file " + file);
        List<StreamEvent> events = Exchanges.events(reader, Files.readAllLines(file).toArray(String[]::new));
        assertEquals("get_weather", ((ToolCallStarted) events.get(1)).name());
        assertEquals(new ToolCallDelta(0, 0, "{\"city\":\"Tokyo\"}"), events.get(2));
        assertEquals(new Finished(0, FinishReason.TOOL_CALLS, "stop"), events.get(3));
        assertEquals(Optional.of(169L), reader.usage().count(Unit.INPUT));
        assertTrue(reader.complete());
    }
}
