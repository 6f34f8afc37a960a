package modelscan.wire.responses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import modelscan.api.model.Media;
import modelscan.api.model.Seal;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.StreamEvent.Finished;
import modelscan.api.model.StreamEvent.RefusalDelta;
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

class AnswerReaderTest {
    static final List<String> PLAIN = List.of(
            "{'type':'response.created','sequence_number':0,'response':{'id':'resp_1','model':'m','created_at':7,'status':'in_progress','output':[]}}",
            "{'type':'response.in_progress','sequence_number':1,'response':{'id':'resp_1','model':'m','status':'in_progress'}}",
            "{'type':'response.output_item.added','sequence_number':2,'output_index':0,'item':{'id':'msg_1','type':'message','status':'in_progress','content':[],'role':'assistant'}}",
            "{'type':'response.content_part.added','sequence_number':3,'item_id':'msg_1','output_index':0,'content_index':0,'part':{'type':'output_text','text':''}}",
            "{'type':'response.output_text.delta','sequence_number':4,'item_id':'msg_1','output_index':0,'content_index':0,'delta':'Hel','logprobs':[]}",
            "{'type':'response.output_text.delta','sequence_number':5,'item_id':'other','output_index':0,'content_index':0,'delta':'lo','obfuscation':'xyz'}",
            "{'type':'response.output_text.done','sequence_number':6,'item_id':'msg_1','output_index':0,'content_index':0,'text':'Hello'}",
            "{'type':'response.output_item.done','sequence_number':7,'output_index':0,'item':{'id':'msg_1','type':'message','status':'completed','content':[{'type':'output_text','text':'Hello','annotations':[]}],'role':'assistant'}}",
            "{'type':'response.completed','sequence_number':8,'response':{'id':'resp_1','model':'m','status':'completed','output':[{'id':'msg_1','type':'message','content':[{'type':'output_text','text':'Hello'}]}],'usage':{'input_tokens':10,'input_tokens_details':{'cached_tokens':4},'output_tokens':5,'output_tokens_details':{'reasoning_tokens':2},'total_tokens':15}}}");
    private static final Usage USAGE = Usage.NONE.with(Unit.INPUT, 10).with(Unit.CACHE_READ, 4).with(Unit.OUTPUT, 5)
            .with(Unit.REASONING, 2);

    private final Back.Reader reader = Exchanges.reader();

    @Test
    void aPlainStream() {
        assertEquals(List.of(new Started("resp_1", "m"), new TextDelta(0, "Hel"), new TextDelta(0, "lo"),
                new Finished(0, FinishReason.STOP, "completed"), new StreamEvent.UsageReported(USAGE)),
                Exchanges.events(reader, PLAIN));
        assertEquals(USAGE, reader.usage());
        assertEquals(Optional.of(FinishReason.STOP), reader.finish());
        assertTrue(reader.complete());
        assertEquals(Optional.empty(), reader.read(Frame.of("[DONE]")));
    }

    @Test
    void readingLaterOrNeverChangesNothing() {
        List<Piece> pieces = new ArrayList<>();
        PLAIN.forEach(chunk -> reader.read(Frame.of(Exchanges.bytes(chunk))).ifPresent(pieces::add));
        assertTrue(reader.complete(), "although no text was read");
        List<StreamEvent> late = new ArrayList<>();
        pieces.reversed().forEach(piece -> late.addAll(0, piece.events()));
        assertEquals(Exchanges.events(Exchanges.reader(), PLAIN), late);
    }

    @Test
    void framesGoThroughUntouched() {
        for (String chunk : PLAIN) {
            Frame frame = Frame.of(Exchanges.bytes(chunk));
            assertSame(frame, reader.read(frame).orElseThrow().frame("responses").orElseThrow());
        }
        Frame unknown = new Frame("response.shiny.new", Exchanges.bytes("{'type':'response.shiny.new','x':1}"), false);
        Piece piece = Exchanges.reader().read(unknown).orElseThrow();
        assertSame(unknown, piece.frame("responses").orElseThrow());
        assertEquals(List.of(), piece.events());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 6, 8})
    void aStreamThatStopsEarlyIsNotComplete(int length) {
        Exchanges.events(reader, PLAIN.subList(0, length));
        assertEquals(Optional.empty(), reader.read(Frame.of("[DONE]")));
        assertFalse(reader.complete());
    }

    @Test
    void whatNoEventGaveComesFromTheLastOne() {
        List<String> silent = List.of(PLAIN.getFirst(), PLAIN.getLast());
        assertEquals(List.of(new Started("resp_1", "m"), new TextDelta(0, "Hello"),
                new Finished(0, FinishReason.STOP, "completed"), new StreamEvent.UsageReported(USAGE)),
                Exchanges.events(reader, silent));
        assertEquals("Hello", Told.text(Exchanges.events(Exchanges.reader(), List.of(PLAIN.getLast()))));
        assertEquals("Hello", Told.text(Exchanges.events(Exchanges.reader(), List.of(PLAIN.get(6), PLAIN.getLast()))));
        assertEquals("Hello", Told.text(Exchanges.events(Exchanges.reader(), List.of(PLAIN.get(7), PLAIN.getLast()))));
    }

    @Test
    void parallelCallsKeepTheirPositions() {
        List<StreamEvent> events = Exchanges.events(reader, List.of(
                "{'type':'response.output_item.added','output_index':1,'item':{'type':'function_call','id':'fc_1','call_id':'a','name':'f','arguments':''}}",
                "{'type':'response.output_item.added','output_index':4,'item':{'type':'function_call','id':'fc_2','call_id':'a2','name':'f','arguments':''}}",
                "{'type':'response.function_call_arguments.delta','output_index':4,'item_id':'rotated','delta':'{2'}",
                "{'type':'response.function_call_arguments.delta','output_index':1,'item_id':'fc_1','delta':'{1'}",
                "{'type':'response.function_call_arguments.delta','output_index':4,'delta':'}'}",
                "{'type':'response.function_call_arguments.done','output_index':4,'arguments':'{2}'}",
                "{'type':'response.output_item.done','output_index':5,'item':{'type':'function_call','name':'g','arguments':'{3}'}}",
                "{'type':'response.completed','response':{'status':'completed','output':[{'type':'function_call','call_id':'a','name':'f','arguments':'{1}'},{'type':'function_call','call_id':'a2','name':'f','arguments':'{2}'},{'type':'function_call','call_id':'late','name':'g','arguments':'{3}'},{'type':'function_call','call_id':'d','name':'h','arguments':''}]}}"));
        assertEquals(List.of(new Started("", ""), new ToolCallStarted(0, 0, "a", "f"), new ToolCallStarted(0, 1, "a2", "f"),
                new ToolCallDelta(0, 1, "{2"), new ToolCallDelta(0, 0, "{1"), new ToolCallDelta(0, 1, "}")), events.subList(0, 6));
        ToolCallStarted nameless = (ToolCallStarted) events.get(6);
        assertTrue(nameless.id().startsWith("call_") && nameless.position() == 2);
        assertEquals(List.of(new ToolCallDelta(0, 2, "{3}"), new ToolCallStarted(0, 3, "d", "h"),
                new Finished(0, FinishReason.TOOL_CALLS, "completed")), events.subList(7, 10));
    }

    @Test
    void argumentsMayComeBeforeTheirName() {
        assertEquals(List.of(new Started("", ""), new ToolCallStarted(0, 0, "c", "f"), new ToolCallDelta(0, 0, "{\"x\":1}")),
                Exchanges.events(reader, List.of(
                "{'type':'response.function_call_arguments.delta','output_index':0,'delta':'{'}",
                "{'type':'response.output_item.done','output_index':0,'item':{'type':'function_call','call_id':'c','name':'f','arguments':{'x':1}}}")));
    }

    @Test
    void thoughtsAndTheirSeal() {
        assertEquals(List.of(new Started("", ""), thought("a"), thought("\n\n"), thought("b"), sealed("enc"), thought("raw"),
                thought("one\n\ntwo"), sealed("e2")), Exchanges.events(reader, List.of(
                "{'type':'response.output_item.added','output_index':0,'item':{'type':'reasoning','summary':[]}}",
                "{'type':'response.reasoning_summary_part.added','output_index':0,'summary_index':0}",
                "{'type':'response.reasoning_summary_text.delta','output_index':0,'summary_index':0,'delta':'a'}",
                "{'type':'response.reasoning_summary_part.added','output_index':0,'summary_index':1}",
                "{'type':'response.reasoning_summary_text.delta','output_index':0,'summary_index':1,'delta':'b'}",
                "{'type':'response.output_item.done','output_index':0,'item':{'type':'reasoning','summary':[{'text':'a'},{'text':'b'}],'encrypted_content':'enc'}}",
                "{'type':'response.reasoning_text.delta','output_index':1,'delta':'raw'}",
                "{'type':'response.reasoning_summary_text.delta','output_index':1,'delta':'summary of raw'}",
                "{'type':'response.output_item.done','output_index':1,'item':{'type':'reasoning','content':[{'text':'raw'}],'encrypted_content':null}}",
                "{'type':'response.output_item.done','output_index':2,'item':{'type':'reasoning','summary':[{'text':'one'},{'text':'two'}],'encrypted_content':'e2'}}")));
    }

    @Test
    void refusalsSourcesPicturesAndSounds() {
        List<StreamEvent> events = Exchanges.events(reader, List.of(
                "{'type':'response.refusal.delta','output_index':0,'content_index':0,'delta':'no'}",
                "{'type':'response.refusal.done','output_index':0,'content_index':0,'refusal':'no'}",
                "{'type':'response.output_text.annotation.added','output_index':0,'content_index':1,'annotation':{'type':'url_citation','url':'https://e','title':'E'}}",
                "{'type':'response.output_item.done','output_index':0,'item':{'type':'message','content':[{'type':'refusal','refusal':'no'},{'type':'output_text','text':'t','annotations':[{'type':'url_citation','url':'https://e','title':'E'}]}]}}",
                "{'type':'response.output_item.done','output_index':1,'item':{'type':'image_generation_call','result':'AAE=','output_format':'webp'}}",
                "{'type':'response.audio.delta','delta':'AAE='}", "{'type':'response.audio.transcript.delta','delta':'hi'}",
                "{'type':'response.audio.delta','delta':'%%'}"));
        assertEquals(List.of(new Started("", ""), new RefusalDelta(0, "no"), new StreamEvent.Cited(0, "https://e", "E", Optional.empty()),
                new TextDelta(0, "t")), events.subList(0, 4));
        assertTrue(events.get(4) instanceof StreamEvent.MediaProduced(int _, Media.Bytes bytes, Optional<String> _)
                && bytes.mediaType().equals("image/webp") && bytes.data().length == 2);
        assertEquals(7, events.size());
    }

    @ParameterizedTest
    @CsvSource({"response.incomplete,incomplete,max_output_tokens,LENGTH,max_output_tokens",
            "response.incomplete,incomplete,content_filter,CONTENT_FILTER,content_filter",
            "response.incomplete,incomplete,whatever,OTHER,whatever", "response.completed,completed,,STOP,completed",
            "response.cancelled,cancelled,,CANCELLED,cancelled"})
    void endings(String event, String status, String reason, FinishReason finish, String word) {
        String details = reason == null ? "null" : "{'reason':'" + reason + "'}";
        String response = "{'status':'" + status + "','incomplete_details':" + details + ",'output':[]}";
        assertEquals(new Finished(0, finish, word), Exchanges.events(reader,
                List.of("{'type':'" + event + "','response':" + response + "}")).getLast());
        assertTrue(reader.complete());
        Back.Reader whole = Exchanges.reader();
        assertEquals(new Finished(0, finish, word),
                whole.read(Frame.whole(Exchanges.bytes(response))).orElseThrow().events().getLast());
        assertEquals(Optional.of(finish), whole.finish());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'type':'error','code':'server_error','message':'m','param':null,'sequence_number':3}",
            "{'type':'error','sequence_number':2,'error':{'type':'x','code':'server_error','message':'m','param':null}}",
            "{'type':'response.failed','response':{'status':'failed','error':{'code':'server_error','message':'m'}}}",
            "{'type':'response.completed','response':{'status':'failed','error':{'code':'server_error','message':'m'}}}",
            "{'error':{'message':'m','code':'server_error'}}"})
    void failuresInsideAStream(String chunk) {
        Exchanges.events(reader, PLAIN.subList(0, 5));
        Failure failure = reader.read(Frame.of(Exchanges.bytes(chunk))).orElseThrow().failure().orElseThrow();
        assertEquals("m", failure.message());
        assertEquals(ErrorCode.PROVIDER_ERROR, failure.code());
        assertEquals(Optional.of("acme"), failure.provider());
        assertEquals(Optional.empty(), reader.read(Frame.of(Exchanges.bytes(PLAIN.getLast()))), "nothing follows");
        assertFalse(reader.complete());
    }

    @ParameterizedTest
    @CsvSource({"rate_limit_exceeded,RATE_LIMITED,429", "insufficient_quota,QUOTA_EXHAUSTED,429",
            "context_length_exceeded,CONTEXT_TOO_LONG,400", "invalid_prompt,INVALID_REQUEST,400",
            "content_filter,CONTENT_FILTERED,400", "server_overloaded,PROVIDER_OVERLOADED,503"})
    void codesOfFailures(String word, ErrorCode code, int status) {
        String failed = "{'status':'failed','error':{'code':'" + word + "','message':'m'},'output':[],'usage':{'input_tokens':3}}";
        Failure failure = reader.read(Frame.whole(Exchanges.bytes(failed))).orElseThrow().failure().orElseThrow();
        assertEquals(code, failure.code());
        assertEquals(status, failure.status());
        assertEquals(Optional.of(3L), reader.usage().count(Unit.INPUT), "a failure may cost all the same");
        assertFalse(reader.complete());
    }

    @Test
    void anEventNamedErrorMayBePlainText() {
        assertEquals("plain words", reader.read(new Frame("error", "plain words".getBytes(StandardCharsets.UTF_8), false))
                .orElseThrow().failure().orElseThrow().message());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`type`:`response.output_text.delta`,`delta`:`a  ! STREAM_CUT
            {`type`:`response.created`                       ! STREAM_CUT
            <html>                                           ! PROVIDER_GARBAGE
            7                                                ! PROVIDER_GARBAGE
            {`type`:`response.completed`,`response`:x}       ! PROVIDER_GARBAGE
            {`type`:`response.output_item.added`,`output_index`:1000,`item`:{}} ! PROVIDER_GARBAGE
            """)
    void whatIsNoEvent(String data, ErrorCode code) {
        Failure failure = reader.read(Frame.of(Exchanges.bytes(data.replace('`', '"')))).orElseThrow().failure().orElseThrow();
        assertEquals(code, failure.code());
        assertFalse(reader.complete());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'choices':[]}", "[]", "<html>", "{'output':[}", "{}"})
    void wholeGarbage(String body) {
        assertEquals(ErrorCode.PROVIDER_GARBAGE,
                reader.read(Frame.whole(Exchanges.bytes(body))).orElseThrow().failure().orElseThrow().code());
    }

    @Test
    void aJobInTheBackgroundHasNotFinished() {
        Piece piece = reader.read(Frame.whole(Exchanges.bytes("{'id':'resp_1','status':'queued','output':[]}"))).orElseThrow();
        assertEquals(List.of(new Started("resp_1", "")), piece.events());
        assertTrue(reader.complete());
        assertEquals(Optional.empty(), reader.finish());
    }

    @Test
    void aQuietEventThatIsNoJsonFailsWhenItIsRead() {
        Piece piece = reader.read(Frame.of(Exchanges.bytes("{'type':'response.output_text.delta','delta':nonsense}"))).orElseThrow();
        assertTrue(piece.events().getFirst() instanceof StreamEvent.Failed(Failure failure)
                && failure.code() == ErrorCode.PROVIDER_GARBAGE);
    }

    @Test
    void mutatedEventsNeverThrow() {
        Random random = new Random(42);
        List<String> chunks = new ArrayList<>(PLAIN);
        chunks.add("{'type':'response.output_item.done','output_index':0,'item':{'type':'function_call','call_id':'c','name':'n','arguments':'{}'}}");
        chunks.add("{'type':'response.output_item.done','output_index':0,'item':{'type':'reasoning','summary':[{'text':'n'}],'encrypted_content':'x'}}");
        chunks.add("{'id':'x','status':'completed','output':[{'type':'message','content':[{'type':'output_text','text':'a'}]}],'usage':{'input_tokens':1}}");
        int different = 0;
        for (int round = 0; round < 40_000; round++) {
            Back.Reader fresh = Exchanges.reader();
            for (int event = 0; event < 2; event++) {
                byte[] data = Exchanges.bytes(chunks.get(random.nextInt(chunks.size())));
                for (int change = random.nextInt(4); change >= 0; change--) {
                    data[random.nextInt(data.length)] = round % 2 == 0 ? (byte) random.nextInt(256)
                            : (byte) "{}[]:,\"\\01-en".charAt(random.nextInt(13));
                }
                Frame frame = random.nextInt(4) == 0 ? Frame.whole(data) : Frame.of(data);
                different += fresh.read(frame).map(Piece::events).orElse(List.of()).size();
            }
        }
        assertNotEquals(0, different);
    }

    private static ThinkingDelta thought(String text) {
        return new ThinkingDelta(0, text, Optional.empty(), Optional.empty());
    }

    private static ThinkingDelta sealed(String text) {
        return new ThinkingDelta(0, "", Optional.empty(), Optional.of(new Seal("responses", text)));
    }
}
