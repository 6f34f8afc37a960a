package modelscan.wire.bedrock;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

class AnswerReaderTest {
    private static final String STOP = "messageStop {'stopReason':'end_turn'}";
    private final Back.Reader reader = Exchanges.reader("m");

    @Test
    void aStreamOfText() {
        List<StreamEvent> events = Exchanges.events(reader, "messageStart {'role':'assistant','p':'ab'}",
                "contentBlockDelta {'contentBlockIndex':0,'delta':{'text':'Grü'},'p':'abcd'}",
                "contentBlockDelta {'contentBlockIndex':0,'delta':{'text':''}}",
                "contentBlockDelta {'contentBlockIndex':0,'delta':{'text':'\\ud83d\\ude00'}}", "contentBlockStop {'contentBlockIndex':0}",
                "somethingNew {'x':1}", STOP, "somethingNew {'x':1}",
                "metadata {'usage':{'inputTokens':5,'outputTokens':2,'totalTokens':7},'metrics':{'latencyMs':5},'trace':{}}");
        Usage usage = Usage.NONE.with(Unit.INPUT, 5).with(Unit.OUTPUT, 2);
        assertEquals(List.of(new Started("", "m"), new TextDelta(0, "Grü"), new TextDelta(0, "😀"),
                new Finished(0, FinishReason.STOP, "end_turn"), new UsageReported(usage)), events);
        assertTrue(reader.complete());
        assertEquals(usage, reader.usage());
        assertEquals(Optional.of(FinishReason.STOP), reader.finish());
    }

    @Test
    void afterTheEndOfTheMessageNothingLooksLikeTheEnd() {
        Exchanges.events(reader, STOP);
        assertTrue(reader.read(Exchanges.frame("somethingNew", "{}")).isPresent(), "usage is still to come");
    }

    @Test
    void withoutItsEndItIsNotComplete() {
        Exchanges.events(reader, "messageStart {'role':'assistant'}", "contentBlockDelta {'delta':{'text':'x'}}", "contentBlockStop {}");
        assertFalse(reader.complete());
        assertEquals(Optional.empty(), reader.finish());
    }

    @Test
    void parallelCallsKeepTheirPositions() {
        List<StreamEvent> events = Exchanges.events(reader, "messageStart {}",
                "contentBlockStart {'contentBlockIndex':1,'start':{'toolUse':{'toolUseId':'a','name':'look'}}}",
                "contentBlockStart {'contentBlockIndex':4,'start':{'toolUse':{'toolUseId':'b','name':'wait'}}}",
                "contentBlockDelta {'contentBlockIndex':4,'delta':{'toolUse':{'input':'{\\'s'}}}",
                "contentBlockDelta {'contentBlockIndex':1,'delta':{'toolUse':{'input':''}}}",
                "contentBlockDelta {'contentBlockIndex':4,'delta':{'toolUse':{'input':'\\':1}'}}}",
                "contentBlockStart {'contentBlockIndex':5,'start':{'toolUse':{'toolUseId':'c','name':'ground','type':'server_tool_use'}}}",
                "contentBlockDelta {'contentBlockIndex':5,'delta':{'toolUse':{'input':'{}'}}}", "contentBlockStop {'contentBlockIndex':5}",
                "contentBlockStop {'contentBlockIndex':1}", "contentBlockStop {'contentBlockIndex':4}",
                "messageStop {'stopReason':'tool_use'}");
        assertEquals(List.of(new ToolCallStarted(0, 0, "a", "look"), new ToolCallStarted(0, 1, "b", "wait"),
                new ToolCallDelta(0, 1, "{\"s"), new ToolCallDelta(0, 1, "\":1}"), new ToolCallDelta(0, 0, "{}"),
                new Finished(0, FinishReason.TOOL_CALLS, "tool_use")), events.subList(1, events.size()));
    }

    @Test
    void missingIdsAreMadeUp() {
        List<StreamEvent> events = Exchanges.events(reader, "contentBlockStart {'contentBlockIndex':0,'start':{'toolUse':{'name':'a'}}}",
                "contentBlockStart {'contentBlockIndex':1,'start':{'toolUse':{'name':'a'}}}", STOP);
        ToolCallStarted one = (ToolCallStarted) events.get(1);
        ToolCallStarted other = (ToolCallStarted) events.get(2);
        assertFalse(one.id().isEmpty() || one.id().equals(other.id()));
        assertEquals(new Finished(0, FinishReason.TOOL_CALLS, "end_turn"), events.getLast());
    }

    @Test
    void thoughtsWithSignaturesAndHiddenOnes() {
        List<StreamEvent> events = Exchanges.events(reader,
                "contentBlockDelta {'delta':{'reasoningContent':{'text':'hm'}}}",
                "contentBlockDelta {'delta':{'reasoningContent':{'signature':'sig'}}}",
                "contentBlockDelta {'delta':{'reasoningContent':{'redactedContent':'AAAB'}}}",
                "contentBlockDelta {'delta':{'reasoningContent':{'text':''}}}");
        assertEquals(List.of(new ThinkingDelta(0, "hm", Optional.empty(), Optional.empty()),
                new ThinkingDelta(0, "", Optional.of(new Seal("bedrock", "sig")), Optional.empty()),
                new ThinkingDelta(0, "", Optional.empty(), Optional.of(new Seal("bedrock", "AAAB")))), events.subList(1, 4));
        assertEquals(4, events.size());
    }

    @Test
    void claudesSignaturesAreAnthropics() {
        List<StreamEvent> events = Exchanges.events(Exchanges.reader(Exchanges.CLAUDE),
                "contentBlockDelta {'delta':{'reasoningContent':{'signature':'sig'}}}");
        assertEquals(Optional.of(new Seal("anthropic", "sig")), ((ThinkingDelta) events.getLast()).signature());
    }

    @Test
    void sourcesAndPictures() {
        List<StreamEvent> events = Exchanges.events(reader,
                "contentBlockDelta {'delta':{'citation':{'title':'T','sourceContent':[{'text':'q'}],'location':{'web':{'url':'https://e'}}}}}",
                "contentBlockDelta {'delta':{'citation':{'source':'doc'}}}",
                "contentBlockStart {'contentBlockIndex':1,'start':{'image':{'format':'jpeg'}}}",
                "contentBlockDelta {'contentBlockIndex':1,'delta':{'image':{'source':{'bytes':'AAAB'}}}}");
        assertEquals(new StreamEvent.Cited(0, "https://e", "T", Optional.of("q")), events.get(1));
        assertEquals(new StreamEvent.Cited(0, "doc", "", Optional.empty()), events.get(2));
        Media.Bytes picture = (Media.Bytes) ((StreamEvent.MediaProduced) events.get(3)).media();
        assertEquals("image/jpeg", picture.mediaType());
        assertArrayEquals(new byte[] {0, 0, 1}, picture.data());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            end_turn, STOP
            stop_sequence, STOP
            tool_use, TOOL_CALLS
            max_tokens, LENGTH
            model_context_window_exceeded, LENGTH
            guardrail_intervened, CONTENT_FILTER
            content_filtered, CONTENT_FILTER
            refusal, REFUSAL
            malformed_model_output, ERROR
            malformed_tool_use, ERROR
            something_new, OTHER
            """)
    void reasons(String word, FinishReason reason) {
        assertEquals(new Finished(0, reason, word), Exchanges.events(reader, "messageStop {'stopReason':'" + word + "'}").getLast());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            exception:throttlingException         | {'message':'slow'}                        | RATE_LIMITED        | 429
            exception:internalServerException     | {'message':'oops'}                        | PROVIDER_ERROR      | 500
            exception:modelStreamErrorException   | {'message':'m','originalStatusCode':500}  | PROVIDER_ERROR      | 500
            exception:modelStreamErrorException   | {'originalMessage':'m'}                   | PROVIDER_ERROR      | 424
            exception:validationException         | {'message':'bad'}                         | INVALID_REQUEST     | 400
            exception:validationException         | {'message':'Input is too long for requested model.'} | CONTEXT_TOO_LONG | 400
            exception:serviceUnavailableException | {}                                        | PROVIDER_OVERLOADED | 503
            exception:modelTimeoutException       | {'message':'m'}                           | PROVIDER_TIMEOUT    | 408
            exception:somethingNew                | not json                                  | PROVIDER_ERROR      | 502
            error:InternalFailure                 | it broke                                  | PROVIDER_ERROR      | 500
            """)
    void exceptionsInTheStream(String event, String payload, ErrorCode code, int status) {
        Exchanges.events(reader, "messageStart {}", "contentBlockDelta {'delta':{'text':'x'}}");
        Failure failure = reader.read(Exchanges.frame(event, payload)).orElseThrow().failure().orElseThrow();
        assertEquals(code, failure.code());
        assertEquals(status, failure.status());
        assertEquals(Optional.of("aws"), failure.provider());
        assertFalse(failure.message().isBlank());
        assertFalse(reader.complete());
        assertEquals(Optional.empty(), reader.read(Exchanges.frame("messageStop", "{}")), "nothing follows a failure");
    }

    @Test
    void anExceptionBehindTheEndIsNotAGoodEnd() {
        Exchanges.events(reader, STOP);
        reader.read(Exchanges.frame("exception:internalServerException", "{}"));
        assertFalse(reader.complete());
    }

    @Test
    void aWholeAnswer() {
        List<StreamEvent> events = whole("""
                {'output':{'message':{'role':'assistant','content':[
                {'reasoningContent':{'reasoningText':{'text':'hm','signature':'s'}}},{'reasoningContent':{'redactedContent':'AAAB'}},
                {'text':'Hi'},{'citationsContent':{'content':[{'text':'!'}],'citations':[{'title':'T','source':'u'}]}},
                {'image':{'format':'png','source':{'bytes':'AAAB'}}},{'unknown':{}},
                {'toolUse':{'toolUseId':'t1','name':'look','input':{'x':1}}},{'toolUse':{'toolUseId':'t2','name':'wait'}}]}},
                'stopReason':'tool_use','usage':{'inputTokens':10,'outputTokens':3,'totalTokens':50,'cacheReadInputTokens':20,
                'cacheWriteInputTokens':17,'cacheDetails':[{'ttl':'1h','inputTokens':12},{'ttl':'5m','inputTokens':5}]},
                'metrics':{'latencyMs':1},'trace':{'guardrail':{}}}""");
        events.removeIf(StreamEvent.MediaProduced.class::isInstance);
        assertEquals(List.of(new Started("", "m"),
                new ThinkingDelta(0, "hm", Optional.of(new Seal("bedrock", "s")), Optional.empty()),
                new ThinkingDelta(0, "", Optional.empty(), Optional.of(new Seal("bedrock", "AAAB"))), new TextDelta(0, "Hi"),
                new TextDelta(0, "!"), new StreamEvent.Cited(0, "u", "T", Optional.empty()), new ToolCallStarted(0, 0, "t1", "look"),
                new ToolCallDelta(0, 0, "{\"x\":1}"), new ToolCallStarted(0, 1, "t2", "wait"), new ToolCallDelta(0, 1, "{}"),
                new Finished(0, FinishReason.TOOL_CALLS, "tool_use"), new UsageReported(reader.usage())), events);
        assertEquals(Usage.NONE.with(Unit.INPUT, 47).with(Unit.OUTPUT, 3).with(Unit.CACHE_READ, 20).with(Unit.CACHE_WRITE, 5)
                .with(Unit.CACHE_WRITE_LONG, 12), reader.usage());
        assertTrue(reader.complete());
        assertEquals(Optional.empty(), reader.read(Frame.whole(new byte[0])));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            {'message':'no such thing','__type':'x#ValidationException'} | INVALID_REQUEST
            {'message':'no such thing'}                     | PROVIDER_ERROR
            {'output':{}}                                   | PROVIDER_GARBAGE
            {}                                              | PROVIDER_GARBAGE
            []                                              | PROVIDER_GARBAGE
            <html>                                          | PROVIDER_GARBAGE
            {'output':{'message':{'content':[{'text':'x'    | PROVIDER_GARBAGE
            {'output':{'message':{'content':[{'image':{'source':{'bytes':'?'}}}]}}} | PROVIDER_GARBAGE
            """)
    void wholeAnswersThatAreNone(String body, ErrorCode code) {
        assertEquals(code, reader.read(Frame.whole(Exchanges.bytes(body))).orElseThrow().failure().orElseThrow().code());
        assertFalse(reader.complete());
    }

    @Test
    void absurdCountsAreUnknown() {
        Exchanges.events(reader, STOP, "metadata {'usage':{'inputTokens':-1,'outputTokens':1e30,'cacheReadInputTokens':'x'}}");
        assertTrue(reader.usage().unknown());
        assertEquals(3, Exchanges.events(Exchanges.reader("m"), STOP,
                "metadata {'usage':{'inputTokens':null,'outputTokens':4}}").size());
    }

    @Test
    void damagedStepsFailAndNothingElse() {
        String[] steps = {"messageStart {'role':'assistant'}", "contentBlockStart {'contentBlockIndex':1,'start':{'toolUse':{'toolUseId':'a','name':'l'}}}",
            "contentBlockDelta {'contentBlockIndex':1,'delta':{'toolUse':{'input':'{}'}}}", "contentBlockDelta {'delta':{'image':{'source':{'bytes':'AAAB'}}}}",
            "contentBlockDelta {'delta':{'reasoningContent':{'signature':'sig#x'}}}", STOP, "metadata {'usage':{'inputTokens':5,'outputTokens':2}}"};
        Random random = new Random(20261121);
        for (int round = 0; round < 20_000; round++) {
            Back.Reader fresh = Exchanges.reader("m");
            List<Piece> pieces = new ArrayList<>();
            for (String step : steps) {
                byte[] data = Exchanges.bytes(step.substring(step.indexOf(' ') + 1));
                if (random.nextInt(4) == 0) {
                    data[random.nextInt(data.length)] = (byte) "{}[]\",:0x\u0000".charAt(random.nextInt(10));
                }
                fresh.read(new Frame(step.substring(0, step.indexOf(' ')), data, random.nextInt(30) == 0)).ifPresent(pieces::add);
            }
            for (int at = 0; at < pieces.size(); at++) {
                assertTrue(pieces.get(at).failure().isEmpty() || at == pieces.size() - 1, "something follows a failure");
            }
        }
    }

    private List<StreamEvent> whole(String json) {
        return new ArrayList<>(reader.read(Frame.whole(Exchanges.bytes(json))).orElseThrow().events());
    }
}
