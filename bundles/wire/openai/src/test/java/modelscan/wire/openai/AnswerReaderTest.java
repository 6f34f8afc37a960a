package modelscan.wire.openai;

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
import modelscan.api.model.Seal;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.StreamEvent.Finished;
import modelscan.api.model.StreamEvent.RefusalDelta;
import modelscan.api.model.StreamEvent.Started;
import modelscan.api.model.StreamEvent.TextDelta;
import modelscan.api.model.StreamEvent.ThinkingDelta;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
    private static final List<String> PLAIN = List.of(
            "{'id':'x','object':'chat.completion.chunk','created':1,'model':'m','choices':[{'index':0,'delta':{'role':'assistant','content':''},'finish_reason':null}],'usage':null}",
            "{'id':'x','choices':[{'index':0,'delta':{'content':'Hel'},'finish_reason':null}],'usage':null}",
            "{'id':'x','choices':[{'index':0,'delta':{'content':'lo'},'finish_reason':null}],'usage':null}",
            "{'id':'x','choices':[{'index':0,'delta':{},'finish_reason':'stop'}],'usage':null}",
            "{'id':'x','choices':[],'usage':{'prompt_tokens':10,'completion_tokens':5,'total_tokens':15}}");

    private final Back.Reader reader = Exchanges.reader();

    @Test
    void aPlainStream() {
        List<StreamEvent> events = Exchanges.events(reader, PLAIN);
        Usage usage = Usage.NONE.with(Unit.INPUT, 10).with(Unit.OUTPUT, 5);
        assertEquals(List.of(new Started("x", "m"), new TextDelta(0, "Hel"), new TextDelta(0, "lo"),
                new Finished(0, FinishReason.STOP, "stop"), new StreamEvent.UsageReported(usage)), events);
        assertEquals(usage, reader.usage());
        assertEquals(Optional.of(FinishReason.STOP), reader.finish());
        assertTrue(reader.complete(), "every choice has ended");
        assertEquals(Optional.empty(), reader.read(Frame.of("[DONE]")));
        assertTrue(reader.complete());
    }

    @Test
    void readingLaterOrNeverChangesNothing() {
        List<StreamEvent> inOrder = Exchanges.events(Exchanges.reader(), PLAIN);
        List<Piece> pieces = new ArrayList<>();
        PLAIN.forEach(chunk -> reader.read(Frame.of(Exchanges.bytes(chunk))).ifPresent(pieces::add));
        List<StreamEvent> late = new ArrayList<>();
        pieces.reversed().forEach(piece -> late.addAll(0, piece.events()));
        assertEquals(inOrder, late);
        assertTrue(reader.complete());
        assertEquals(Optional.of(5L), reader.usage().count(Unit.OUTPUT));
    }

    @Test
    void framesGoThroughUntouched() {
        Frame frame = Frame.of(Exchanges.bytes(PLAIN.get(1)));
        assertSame(frame, reader.read(frame).orElseThrow().frame("openai").orElseThrow());
    }

    @Test
    void aStreamThatStopsEarlyIsNotComplete() {
        Exchanges.events(reader, PLAIN.subList(0, 3));
        assertFalse(reader.complete());
        assertFalse(Exchanges.reader().complete(), "nothing came at all");
    }

    @Test
    void everyChoiceMustEnd() {
        Exchanges.events(reader, List.of("{'choices':[{'index':0,'delta':{'content':'a'}}]}",
                "{'choices':[{'index':1,'delta':{'content':'b'}}]}",
                "{'choices':[{'index':0,'delta':{},'finish_reason':'length'}]}"));
        assertFalse(reader.complete());
        List<StreamEvent> more = Exchanges.events(reader, List.of("{'choices':[{'index':0,'delta':{'content':'late'}}]}",
                "{'choices':[{'index':1,'delta':{'content':'c'}}]}",
                "{'choices':[{'index':1,'delta':{},'finish_reason':'stop'}]}",
                "{'choices':[{'index':1,'delta':{},'finish_reason':'stop'}]}"));
        assertEquals(List.of(new TextDelta(1, "c"), new Finished(1, FinishReason.STOP, "stop")), more);
        assertTrue(reader.complete());
        assertEquals(Optional.of(FinishReason.LENGTH), reader.finish());
    }

    @ParameterizedTest
    @CsvSource({"stop,STOP", "eos,STOP", "length,LENGTH", "model_length,LENGTH", "tool_calls,TOOL_CALLS",
            "function_call,TOOL_CALLS", "content_filter,CONTENT_FILTER", "sensitive,CONTENT_FILTER",
            "insufficient_system_resource,ERROR", "network_error,ERROR", "error,ERROR", "whatever,OTHER"})
    void finishWords(String word, FinishReason reason) {
        assertEquals(new Finished(0, reason, word), Exchanges.events(reader,
                List.of("{'choices':[{'index':0,'delta':{},'finish_reason':'" + word + "'}]}")).getLast());
    }

    @Test
    void contentInEveryForm() {
        assertEquals(List.of(new Started("", ""), thought("hm"), thought("hm hm"), thought("T"), new TextDelta(0, "a"),
                new RefusalDelta(0, "no"), new TextDelta(0, "b"), new ThinkingDelta(0, "", Optional.of(new Seal("openai", "sig")), Optional.empty()),
                new ThinkingDelta(0, "", Optional.empty(), Optional.of(new Seal("openai", "enc")))), Exchanges.events(reader, List.of(
                "{'choices':[]}",
                "{'choices':[{'delta':{'content':null,'reasoning_content':'hm'}}]}",
                "{'choices':[{'delta':{'reasoning':'hm hm'}}]}",
                "{'choices':[{'delta':{'content':[{'type':'thinking','thinking':[{'type':'text','text':'T'}]},{'type':'text','text':'a'}]}}]}",
                "{'choices':[{'delta':{'refusal':'no','content':''}}]}",
                "{'choices':[{'index':0,'delta':{'role':'assistant','content':'b'}}],'obfuscation':'xyz'}",
                "{'choices':[{'delta':{'reasoning_details':[{'type':'reasoning.text','signature':'sig'},{'type':'reasoning.encrypted','data':'enc'}]}}]}")));
    }

    @Test
    void chunksWithoutChoicesAreNoErrors() {
        assertEquals(List.of(new Started("", "m"), new TextDelta(0, "a")), Exchanges.events(reader, List.of(
                "{'id':'','model':'','ping':1}", "{'choices':[],'model':'m','prompt_filter_results':[]}",
                "{'choices':[{'index':0,'delta':{'content':'a'},'content_filter_results':{}}]}")));
        assertEquals(Optional.empty(), reader.read(Frame.of("")));
        assertEquals(Optional.empty(), reader.read(Frame.of("  ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{'error':{'message':'m','type':'invalid_request_error','code':'tool_use_failed','status_code':400}}",
            "{'id':'x','error':{'code':502,'message':'m'},'choices':[{'index':0,'delta':{'content':''},'finish_reason':'error'}]}",
            "{'id':'x','error':{'code':502,'message':'m'},'choices':[{'index':0,'delta':{'content':''},'finish_reason':null}]}",
            "{'object':'error','message':'m','type':'t','code':50001}", "{'error':'m'}", "{'detail':'m'}",
            "{'success':false,'errors':[{'code':1,'message':'m'}]}", "{'message':'m','type':'t','param':'p','code':'c'}",
            "{'choices':[{'index':0,'delta':{},'error':{'message':'m','code':502},'finish_reason':'error'}]}",
            "{'choices':[],'x_groq':{'error':'m'}}"})
    void errorsInsideAStream(String chunk) {
        Exchanges.events(reader, PLAIN.subList(0, 2));
        Failure failure = reader.read(Frame.of(Exchanges.bytes(chunk))).orElseThrow().failure().orElseThrow();
        assertEquals("m", failure.message());
        assertEquals(Optional.of("acme"), failure.provider());
        assertFalse(reader.complete());
        assertEquals(Optional.empty(), reader.read(Frame.of("[DONE]")));
        assertFalse(reader.complete(), "an end behind an error is none");
        Back.Reader whole = Exchanges.reader();
        assertEquals("m", whole.read(Frame.whole(Exchanges.bytes(chunk))).orElseThrow().failure().orElseThrow().message());
        assertFalse(whole.complete());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`error`:{`message`:`m`,`code`:429}}                          ! RATE_LIMITED        ! 429
            {`error`:{`message`:`m`,`type`:`rate_limit_error`}}           ! RATE_LIMITED        ! 429
            {`error`:{`message`:`m`,`code`:`insufficient_quota`}}         ! QUOTA_EXHAUSTED     ! 429
            {`error`:{`message`:`m`,`code`:529}}                          ! PROVIDER_OVERLOADED ! 529
            {`error`:{`message`:`m`,`type`:`overloaded_error`}}           ! PROVIDER_OVERLOADED ! 503
            {`error`:{`message`:`m`,`type`:`server_error`}}               ! PROVIDER_ERROR      ! 502
            {`error`:{`message`:`m`,`code`:400}}                          ! INVALID_REQUEST     ! 400
            {`error`:{`message`:`m`,`code`:401}}                          ! PROVIDER_KEY_REFUSED ! 502
            """)
    void anErrorWithoutAStatusLineHasOne(String chunk, ErrorCode code, int status) {
        Failure failure = reader.read(Frame.of(Exchanges.bytes(chunk.replace('`', '"')))).orElseThrow().failure().orElseThrow();
        assertEquals(code, failure.code());
        assertEquals(status, failure.status());
    }

    @Test
    void anEventNamedErrorIsOne() {
        assertEquals("plain words", reader.read(new Frame("error", "plain words".getBytes(StandardCharsets.UTF_8), false))
                .orElseThrow().failure().orElseThrow().message());
        Frame other = new Frame("message", Exchanges.bytes(PLAIN.get(1)), false);
        assertTrue(Exchanges.reader().read(other).orElseThrow().failure().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`choices`:[{`delta`:{`content`:`a  ! STREAM_CUT
            {`choices`:[{`delta`:{`content`:`a` ! STREAM_CUT
            <html>                              ! PROVIDER_GARBAGE
            7                                   ! PROVIDER_GARBAGE
            {`choices`:[{`finish_reason`:x}]}   ! PROVIDER_GARBAGE
            """)
    void whatIsNoChunk(String data, ErrorCode code) {
        Failure failure = reader.read(Frame.of(Exchanges.bytes(data.replace('`', '"')))).orElseThrow().failure().orElseThrow();
        assertEquals(code, failure.code());
        assertFalse(reader.complete());
    }

    @Test
    void aQuietChunkThatIsNoJsonFailsWhenItIsRead() {
        Piece piece = reader.read(Frame.of(Exchanges.bytes("{'choices':[{'delta':nonsense}]}"))).orElseThrow();
        assertTrue(piece.events().getFirst() instanceof StreamEvent.Failed(Failure failure)
                && failure.code() == ErrorCode.PROVIDER_GARBAGE);
    }

    @Test
    void mutatedChunksNeverThrow() {
        Random random = new Random(42);
        List<String> chunks = new ArrayList<>(PLAIN);
        chunks.add("{'choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'id':'c','function':{'name':'n','arguments':'{}'}}]}}]}");
        chunks.add("{'id':'x','choices':[{'index':0,'message':{'content':'a','tool_calls':[{'id':'c','function':{'name':'n'}}]},'finish_reason':'stop'}],'usage':{'prompt_tokens':1}}");
        for (int round = 0; round < 40_000; round++) {
            byte[] data = Exchanges.bytes(chunks.get(random.nextInt(chunks.size())));
            for (int change = random.nextInt(4); change >= 0; change--) {
                data[random.nextInt(data.length)] = round % 2 == 0 ? (byte) random.nextInt(256)
                        : (byte) "{}[]:,\"\\01-en".charAt(random.nextInt(13));
            }
            Frame frame = random.nextInt(4) == 0 ? Frame.whole(data) : Frame.of(data);
            Exchanges.reader().read(frame).ifPresent(Piece::events);
        }
    }

    private static ThinkingDelta thought(String text) {
        return new ThinkingDelta(0, text, Optional.empty(), Optional.empty());
    }
}
