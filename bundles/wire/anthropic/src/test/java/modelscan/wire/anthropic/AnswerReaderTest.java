package modelscan.wire.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
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
import modelscan.api.model.Seal;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.StreamEvent.Finished;
import modelscan.api.model.StreamEvent.Started;
import modelscan.api.model.StreamEvent.TextDelta;
import modelscan.api.model.StreamEvent.ThinkingDelta;
import modelscan.api.model.StreamEvent.ToolCallDelta;
import modelscan.api.model.StreamEvent.ToolCallStarted;
import modelscan.api.model.StreamEvent.UsageReported;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
    private static final String START = "{'type':'message_start','message':{'id':'x','type':'message','role':'assistant','model':'m',"
            + "'content':[],'usage':{'input_tokens':10,'cache_read_input_tokens':4,'output_tokens':1}}}";
    private static final List<String> PLAIN = List.of(START,
            "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}", "{'type': 'ping'}",
            "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'Hel'}}   ",
            "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'lo'}}",
            "{'type':'content_block_stop','index':0}",
            "{'type':'message_delta','delta':{'stop_reason':'end_turn','stop_sequence':null},'usage':{'output_tokens':5}}",
            "{'type':'message_stop'}");
    private static final Usage INPUT = Usage.NONE.with(Unit.INPUT, 14).with(Unit.CACHE_READ, 4);

    private final Back.Reader reader = Exchanges.reader();

    @Test
    void aPlainStream() {
        List<StreamEvent> events = Exchanges.events(reader, PLAIN.subList(0, 7));
        assertEquals(List.of(new Started("x", "m"), new UsageReported(INPUT), new TextDelta(0, "Hel"), new TextDelta(0, "lo"),
                new Finished(0, FinishReason.STOP, "end_turn"), new UsageReported(INPUT.with(Unit.OUTPUT, 5))), events);
        assertFalse(reader.complete(), "the last word is missing");
        assertEquals(Optional.empty(), reader.read(Exchanges.frame(PLAIN.getLast())));
        assertTrue(reader.complete());
        assertEquals(Optional.of(FinishReason.STOP), reader.finish());
        assertEquals(INPUT.with(Unit.OUTPUT, 5), reader.usage());
        assertEquals(Optional.empty(), reader.read(Exchanges.frame(PLAIN.get(3))), "nothing follows the end");
    }

    @Test
    void readingLaterOrNeverChangesNothing() {
        List<StreamEvent> inOrder = Exchanges.events(Exchanges.reader(), PLAIN);
        List<Piece> pieces = new ArrayList<>();
        PLAIN.forEach(event -> reader.read(Exchanges.frame(event)).ifPresent(pieces::add));
        List<StreamEvent> late = new ArrayList<>();
        pieces.reversed().forEach(piece -> late.addAll(0, piece.events()));
        assertEquals(inOrder, late);
        assertEquals(Optional.of(5L), reader.usage().count(Unit.OUTPUT));
    }

    @Test
    void framesGoThroughUntouched() {
        for (String event : PLAIN.subList(0, 7)) {
            Frame frame = Exchanges.frame(event);
            assertSame(frame, reader.read(frame).orElseThrow().frame("anthropic").orElseThrow());
        }
    }

    @Test
    void theGuessOfTheBeginIsNoUsage() {
        Exchanges.events(reader, PLAIN.subList(0, 5));
        assertEquals(INPUT, reader.usage());
        assertEquals(Optional.empty(), reader.usage().count(Unit.OUTPUT));
    }

    @Test
    void laterUsageReplacesEarlier() {
        Exchanges.events(reader, List.of(START, "{'type':'message_delta','delta':{},'usage':{'input_tokens':20,'output_tokens':3}}",
                "{'type':'message_delta','delta':{'stop_reason':'max_tokens'},'usage':{'output_tokens':7,'output_tokens_details':{'thinking_tokens':2}}}"));
        assertEquals(Usage.NONE.with(Unit.INPUT, 24).with(Unit.CACHE_READ, 4).with(Unit.OUTPUT, 7).with(Unit.REASONING, 2), reader.usage());
        assertEquals(Optional.of(FinishReason.LENGTH), reader.finish());
    }

    @Test
    void thoughtsWithSignaturesAndWithout() {
        assertEquals(List.of(new Started("", ""), thought("hm", null, null), thought("", "sig", null), thought("", null, "enc"),
                thought("whole", "s", null), thought("", "other", null)), Exchanges.events(reader, List.of(
                "{'type':'content_block_start','index':0,'content_block':{'type':'thinking','thinking':'','signature':''}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':'hm'}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':''}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'signature_delta','signature':'sig'}}",
                "{'type':'content_block_stop','index':0}",
                "{'type':'content_block_start','index':1,'content_block':{'type':'redacted_thinking','data':'enc'}}",
                "{'type':'content_block_start','index':2,'content_block':{'type':'thinking','thinking':'whole','signature':'s'}}",
                "{'type':'content_block_start','index':3,'content_block':{'type':'thinking','thinking':''}}",
                "{'type':'content_block_delta','index':3,'delta':{'type':'signature_delta','signature':'other'}}")));
    }

    @Test
    void callsOfToolsHavePositionsOfTheirOwn() {
        List<StreamEvent> events = Exchanges.events(reader, List.of(
                "{'type':'content_block_start','index':1,'content_block':{'type':'tool_use','id':'a','name':'f','input':{}}}",
                "{'type':'content_block_delta','index':1,'delta':{'type':'input_json_delta','partial_json':''}}",
                "{'type':'content_block_start','index':2,'content_block':{'type':'tool_use','id':'b','name':'f','input':{}}}",
                "{'type':'content_block_delta','index':2,'delta':{'type':'input_json_delta','partial_json':'{2'}}",
                "{'type':'content_block_delta','index':1,'delta':{'type':'input_json_delta','partial_json':'{1}'}}",
                "{'type':'content_block_delta','index':2,'delta':{'type':'input_json_delta','partial_json':'}'}}",
                "{'type':'content_block_stop','index':1}", "{'type':'content_block_stop','index':2}",
                "{'type':'content_block_start','index':3,'content_block':{'type':'tool_use','id':'c','name':'none','input':{}}}",
                "{'type':'content_block_delta','index':3,'delta':{'type':'input_json_delta','partial_json':''}}",
                "{'type':'content_block_stop','index':3}",
                "{'type':'content_block_start','index':4,'content_block':{'type':'tool_use','id':'d','name':'all','input':{'x':1}}}",
                "{'type':'content_block_stop','index':4}",
                "{'type':'message_delta','delta':{'stop_reason':'end_turn'}}"));
        assertEquals(List.of(new ToolCallStarted(0, 0, "a", "f"), new ToolCallStarted(0, 1, "b", "f"), new ToolCallDelta(0, 1, "{2"),
                new ToolCallDelta(0, 0, "{1}"), new ToolCallDelta(0, 1, "}"), new ToolCallStarted(0, 2, "c", "none"),
                new ToolCallDelta(0, 2, "{}"), new ToolCallStarted(0, 3, "d", "all"), new ToolCallDelta(0, 3, "{\"x\":1}"),
                new Finished(0, FinishReason.TOOL_CALLS, "end_turn")), events.subList(1, events.size()));
    }

    @Test
    void aCallWithoutAnIdGetsOne() {
        List<StreamEvent> events = Exchanges.events(reader, List.of(
                "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','name':'f'}}",
                "{'type':'content_block_start','index':1,'content_block':{'type':'tool_use','id':'','name':'f'}}"));
        List<String> ids = events.stream().filter(ToolCallStarted.class::isInstance).map(event -> ((ToolCallStarted) event).id()).toList();
        assertEquals(2, ids.stream().distinct().filter(id -> id.startsWith("toolu_")).count());
    }

    @Test
    void serverToolsAndUnknownThingsPassWithoutEvents() {
        List<String> strange = List.of(
                "{'type':'content_block_start','index':0,'content_block':{'type':'server_tool_use','id':'s','name':'web_search','input':{}}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta','partial_json':'{}'}}",
                "{'type':'content_block_stop','index':0}",
                "{'type':'content_block_start','index':1,'content_block':{'type':'web_search_tool_result','content':[]}}",
                "{'type':'content_block_delta','index':2,'delta':{'type':'compaction_delta','content':'x'}}", "{'type':'novelty','x':1}", "{}");
        Exchanges.events(reader, List.of(START));
        for (String event : strange) {
            Piece piece = reader.read(Exchanges.frame(event)).orElseThrow();
            assertEquals(List.of(), piece.events());
            assertTrue(piece.frame("anthropic").isPresent());
        }
        assertEquals(List.of(new StreamEvent.Cited(0, "https://e", "t", Optional.of("q"))), Exchanges.events(reader, List.of(
                "{'type':'content_block_delta','index':3,'delta':{'type':'citations_delta','citation':{'type':'web_search_result_location','url':'https://e','title':'t','cited_text':'q'}}}",
                "{'type':'content_block_delta','index':3,'delta':{'type':'citations_delta','citation':{'type':'page_location','document_index':0}}}")));
        assertEquals(Optional.empty(), reader.read(Frame.of("[DONE]")));
        assertEquals(Optional.empty(), reader.read(Frame.of(" ")));
    }

    @Test
    void aPingBeforeTheFirstWordIsKeptBack() {
        assertEquals(Optional.empty(), reader.read(Exchanges.frame("{'type':'ping'}")));
        Exchanges.events(reader, List.of(START));
        assertTrue(reader.read(Exchanges.frame("{'type':'ping'}")).isPresent());
    }

    @Test
    void aSecondBeginIsTheSameAnswerBeforeItsFirstWordAndABreakAfter() {
        assertEquals(2, Exchanges.events(reader, List.of(START)).size());
        assertEquals(Optional.empty(), reader.read(Exchanges.frame(START)));
        Exchanges.events(reader, PLAIN.subList(1, 4));
        Failure failure = reader.read(Exchanges.frame(START)).orElseThrow().failure().orElseThrow();
        assertEquals(ErrorCode.STREAM_CUT, failure.code());
        assertEquals(Optional.empty(), reader.read(Exchanges.frame(PLAIN.getLast())));
        assertFalse(reader.complete());
    }

    @ParameterizedTest
    @CsvSource({"end_turn,STOP", "stop_sequence,STOP", "max_tokens,LENGTH", "tool_use,TOOL_CALLS", "refusal,REFUSAL", "pause_turn,OTHER",
            "model_context_window_exceeded,LENGTH", "content_filter,CONTENT_FILTER", "whatever,OTHER"})
    void finishWords(String word, FinishReason reason) {
        assertEquals(new Finished(0, reason, word), Exchanges.events(reader,
                List.of("{'type':'message_delta','delta':{'stop_reason':'" + word + "'}}")).getLast());
        Back.Reader whole = Exchanges.reader();
        whole.read(Frame.whole(Exchanges.bytes("{'type':'message','content':[],'stop_reason':'" + word + "'}")));
        assertEquals(Optional.of(reason), whole.finish());
        assertTrue(FinishWords.write(reason, word).equals(word) || word.equals("whatever") || word.equals("content_filter"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`type`:`error`,`error`:{`type`:`overloaded_error`,`message`:`m`}}         ! PROVIDER_OVERLOADED  ! 529
            {`type`:`error`,`error`:{`type`:`rate_limit_error`,`message`:`m`}}         ! RATE_LIMITED         ! 429
            {`type`:`error`,`error`:{`type`:`api_error`,`message`:`m`},`request_id`:1} ! PROVIDER_ERROR       ! 500
            {`type`:`error`,`error`:{`type`:`authentication_error`,`message`:`m`}}     ! PROVIDER_KEY_REFUSED ! 502
            {`type`:`error`,`error`:{`type`:`billing_error`,`message`:`m`}}            ! QUOTA_EXHAUSTED      ! 402
            {`type`:`error`,`error`:{`type`:`not_found_error`,`message`:`m`}}          ! UNSUPPORTED          ! 404
            {`type`:`error`,`error`:{`type`:`request_too_large`,`message`:`m`}}        ! TOO_LARGE            ! 413
            {`type`:`error`,`error`:{`type`:`timeout_error`,`message`:`m`}}            ! PROVIDER_TIMEOUT     ! 504
            {`type`:`error`,`error`:{`type`:`invalid_request_error`,`message`:`m`}}    ! INVALID_REQUEST      ! 400
            {`type`:`error`,`error`:{`type`:`odd`,`message`:`m`}}                      ! PROVIDER_ERROR       ! 502
            {`error`:{`code`:429,`message`:`m`}}                                       ! RATE_LIMITED         ! 429
            {`error`:`m`}                                                              ! PROVIDER_ERROR       ! 502
            """)
    void errorsInsideAStreamAndInsteadOfAnAnswer(String event, ErrorCode code, int status) {
        Exchanges.events(reader, PLAIN.subList(0, 4));
        String json = event.replace('`', '\'');
        Failure failure = reader.read(Exchanges.frame(json)).orElseThrow().failure().orElseThrow();
        assertEquals(code, failure.code());
        assertEquals(status, failure.status());
        assertTrue(failure.message().contains("m"), failure.message());
        assertEquals(Optional.of("acme"), failure.provider());
        assertEquals(Optional.empty(), reader.read(Exchanges.frame(PLAIN.getLast())));
        assertFalse(reader.complete());
        assertEquals(code, Exchanges.reader().read(Frame.whole(Exchanges.bytes(json))).orElseThrow().failure().orElseThrow().code());
    }

    @Test
    void anEventNamedErrorIsOne() {
        assertEquals("plain words", reader.read(new Frame("error", "plain words".getBytes(StandardCharsets.UTF_8), false))
                .orElseThrow().failure().orElseThrow().message());
    }

    @Test
    void theNameOfTheEventIsEnough() {
        assertTrue(reader.read(new Frame("message_stop", "{}".getBytes(StandardCharsets.UTF_8), false)).isEmpty());
        assertTrue(reader.complete());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`type`:`content_block_delta`,`delta`:{`text  ! STREAM_CUT
            {`type`:`content_block_start`                 ! STREAM_CUT
            <html>                                        ! PROVIDER_GARBAGE
            7                                             ! PROVIDER_GARBAGE
            {`type`:`message_delta`,x}                    ! PROVIDER_GARBAGE
            """)
    void whatIsNoEvent(String data, ErrorCode code) {
        assertEquals(code, reader.read(Exchanges.frame(data.replace('`', '"'))).orElseThrow().failure().orElseThrow().code());
        assertFalse(reader.complete());
    }

    @Test
    void aQuietEventThatIsNoJsonFailsWhenItIsRead() {
        Piece piece = reader.read(Exchanges.frame("{'type':'content_block_delta','delta':{'type':'text_delta',nonsense}}")).orElseThrow();
        assertTrue(piece.events().getFirst() instanceof StreamEvent.Failed(Failure failure)
                && failure.code() == ErrorCode.PROVIDER_GARBAGE);
    }

    @Test
    void aWholeAnswer() {
        Frame frame = Frame.whole(Exchanges.bytes("""
                {'id':'x','type':'message','role':'assistant','model':'m','content':[{'type':'thinking','thinking':'hm','signature':'s'},
                 {'type':'redacted_thinking','data':'e'},{'type':'text','text':'a','citations':[{'url':'https://e','title':'t'}]},
                 {'type':'tool_use','id':'1','name':'f','input':{'x':[1]}},{'type':'tool_use','id':'2','name':'f','input':{}},
                 {'type':'mcp_tool_use','id':'3'}],'stop_reason':'tool_use','usage':{'input_tokens':1,'output_tokens':2}}"""));
        Piece piece = reader.read(frame).orElseThrow();
        assertSame(frame, piece.frame("anthropic").orElseThrow());
        assertEquals(List.of(new Started("x", "m"), thought("hm", "s", null), thought("", null, "e"), new TextDelta(0, "a"),
                new StreamEvent.Cited(0, "https://e", "t", Optional.empty()), new ToolCallStarted(0, 0, "1", "f"),
                new ToolCallDelta(0, 0, "{\"x\":[1]}"), new ToolCallStarted(0, 1, "2", "f"), new ToolCallDelta(0, 1, "{}"),
                new Finished(0, FinishReason.TOOL_CALLS, "tool_use"),
                new UsageReported(Usage.NONE.with(Unit.INPUT, 1).with(Unit.OUTPUT, 2))), piece.events());
        assertTrue(reader.complete());
        assertEquals(Optional.of(2L), reader.usage().count(Unit.OUTPUT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'type':'message'}", "{'id':'x'}", "{'content':'text'}", "[]", "<html>", "", "{'type':'message','content':[],'stop_reason':7}",
            "{'base_resp':{'status_code':1004,'status_msg':'login fail'}}"})
    void whatIsNoAnswer(String body) {
        Failure failure = reader.read(Frame.whole(Exchanges.bytes(body))).orElseThrow().failure().orElseThrow();
        assertEquals(body.contains("base_resp") ? ErrorCode.PROVIDER_ERROR : ErrorCode.PROVIDER_GARBAGE, failure.code());
        assertFalse(reader.complete());
    }

    @Test
    void mutatedEventsNeverThrow() {
        Random random = new Random(42);
        List<String> corpus = new ArrayList<>(PLAIN);
        corpus.add("{'type':'content_block_start','index':1,'content_block':{'type':'tool_use','id':'a','name':'f','input':{}}}");
        corpus.add("{'type':'content_block_delta','index':1,'delta':{'type':'input_json_delta','partial_json':'{1'}}");
        corpus.add("{'id':'x','type':'message','content':[{'type':'tool_use','id':'1','input':{'x':1}}],'stop_reason':'end_turn','usage':{'input_tokens':1}}");
        for (int round = 0; round < 40_000; round++) {
            Back.Reader mutated = Exchanges.reader();
            for (int step = 0; step < 3; step++) {
                byte[] bytes = Exchanges.bytes(corpus.get(random.nextInt(corpus.size())));
                for (int change = random.nextInt(4); change > 0; change--) {
                    bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : "{}[]\",:0tn".charAt(random.nextInt(10)));
                }
                Frame frame = new Frame(random.nextInt(9) == 0 ? "error" : "", bytes, random.nextInt(4) == 0);
                mutated.read(frame).ifPresent(Piece::events);
                mutated.usage();
                mutated.finish();
            }
        }
    }

    private static ThinkingDelta thought(String text, String signature, String sealed) {
        return new ThinkingDelta(0, text, Optional.ofNullable(signature).map(value -> new Seal("anthropic", value)),
                Optional.ofNullable(sealed).map(value -> new Seal("anthropic", value)));
    }
}
