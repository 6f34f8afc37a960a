package modelscan.wire.gemini;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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

class AnswerReaderTest {
    private static final String[] PLAIN = {
        "{'candidates':[{'content':{'parts':[{'text':'Hel'}],'role':'model'}}],'usageMetadata':{'promptTokenCount':10,'totalTokenCount':10},'modelVersion':'g','responseId':'x'}",
        "{'candidates':[{'content':{'parts':[{'text':'lo'}],'role':'model'}}],'usageMetadata':{'promptTokenCount':10,'candidatesTokenCount':3,'totalTokenCount':13},'modelVersion':'g','responseId':'x'}",
        "{'candidates':[{'content':{'parts':[{'text':'!'}],'role':'model'},'finishReason':'STOP'}],'usageMetadata':{'promptTokenCount':10,'candidatesTokenCount':5,'totalTokenCount':15},'modelVersion':'g','responseId':'x'}"};

    private final Back.Reader reader = Exchanges.reader();

    @Test
    void aPlainStream() {
        Usage usage = Usage.NONE.with(Unit.INPUT, 10).with(Unit.OUTPUT, 5);
        assertEquals(List.of(new Started("x", "g"), new TextDelta(0, "Hel"), new TextDelta(0, "lo"), new TextDelta(0, "!"),
                new Finished(0, FinishReason.STOP, "STOP"), new StreamEvent.UsageReported(usage)),
                Exchanges.events(reader, PLAIN));
        assertEquals(usage, reader.usage());
        assertEquals(Optional.of(FinishReason.STOP), reader.finish());
        assertTrue(reader.complete());
    }

    @Test
    void readingLaterOrNeverChangesNothing() {
        List<StreamEvent> inOrder = Exchanges.events(Exchanges.reader(), PLAIN);
        List<Piece> pieces = new ArrayList<>();
        for (String step : PLAIN) {
            pieces.add(reader.read(Frame.of(Exchanges.bytes(step))).orElseThrow());
        }
        List<StreamEvent> late = new ArrayList<>();
        pieces.reversed().forEach(piece -> late.addAll(0, piece.events()));
        assertEquals(inOrder, late);
    }

    @Test
    void framesGoThroughUntouched() {
        Frame frame = Frame.of(Exchanges.bytes(PLAIN[0]));
        assertSame(frame, reader.read(frame).orElseThrow().frame("gemini").orElseThrow());
    }

    @Test
    void usageIsKnownWhenTheStreamIsCut() {
        Exchanges.events(reader, PLAIN[0], PLAIN[1]);
        assertEquals(Usage.NONE.with(Unit.INPUT, 10).with(Unit.OUTPUT, 3), reader.usage());
        assertFalse(reader.complete());
        assertFalse(Exchanges.reader().complete(), "nothing came at all");
    }

    @Test
    void usageMayFollowTheEnd() {
        Exchanges.events(reader, PLAIN);
        List<StreamEvent> more = Exchanges.events(reader, Exchanges.part("{'text':'late'}"),
                "{'usageMetadata':{'promptTokenCount':11,'thoughtsTokenCount':7,'candidatesTokenCount':5,'cachedContentTokenCount':4,'toolUsePromptTokenCount':2,"
                        + "'promptTokensDetails':[{'modality':'TEXT','tokenCount':8},{'modality':'AUDIO','tokenCount':3}]}}");
        Usage usage = Usage.NONE.with(Unit.INPUT, 13).with(Unit.OUTPUT, 12).with(Unit.REASONING, 7).with(Unit.CACHE_READ, 4)
                .with(Unit.INPUT_AUDIO, 3);
        assertEquals(List.of(new StreamEvent.UsageReported(usage)), more);
        assertEquals(usage, reader.usage());
        assertTrue(reader.complete());
    }

    @Test
    void everyCandidateMustEnd() {
        assertEquals(List.of(new Started("", ""), new TextDelta(0, "a"), new TextDelta(1, "b"),
                new Finished(0, FinishReason.LENGTH, "MAX_TOKENS")), Exchanges.events(reader,
                "{'candidates':[{'content':{'parts':[{'text':'a'}]}}]}",
                "{'candidates':[{'index':1,'content':{'parts':[{'text':'b'}]}}]}",
                "{'candidates':[{'index':0,'finishReason':'MAX_TOKENS'}]}"));
        assertFalse(reader.complete());
        Exchanges.events(reader, "{'candidates':[{'index':1,'finishReason':'STOP'}]}");
        assertTrue(reader.complete());
        assertEquals(Optional.of(FinishReason.LENGTH), reader.finish());
    }

    @Test
    void thoughtsAndTheirSignaturesWhereverTheyStand() {
        assertEquals(List.of(new Started("x", "g"), thought("hm", null), thought("ah", "s1"), new TextDelta(0, "a"),
                thought("", "s2"), thought("", "s3")), Exchanges.events(reader,
                Exchanges.part("{'text':'hm','thought':true}"),
                Exchanges.part("{'text':'ah','thought':true,'thoughtSignature':'s1'}"),
                Exchanges.part("{'text':'a','thoughtSignature':'s2'}"), Exchanges.part("{'text':'','thoughtSignature':'s3'}"),
                Exchanges.part("{'text':''}")));
    }

    @Test
    void parallelCallsKeepTheirPlaceAndGetIds() {
        List<StreamEvent> events = Exchanges.events(reader,
                Exchanges.part("{'functionCall':{'name':'f','args':{'x':1}},'thoughtSignature':'s'},{'functionCall':{'name':'f','args':{'x':1}}}"),
                Exchanges.part("{'functionCall':{'id':'own','name':'g'}}"),
                "{'candidates':[{'finishReason':'STOP'}]}");
        ToolCallStarted first = (ToolCallStarted) events.get(1);
        ToolCallStarted second = (ToolCallStarted) events.get(3);
        assertEquals(List.of("f", 0, Optional.of(new Seal("gemini", "s"))), List.of(first.name(), first.position(), first.signature()));
        assertEquals(List.of("f", 1, Optional.empty()), List.of(second.name(), second.position(), second.signature()));
        assertNotEquals(first.id(), second.id());
        assertEquals(List.of(new ToolCallDelta(0, 0, "{\"x\":1}"), new ToolCallDelta(0, 1, "{\"x\":1}"),
                new ToolCallStarted(0, 2, "own", "g"), new ToolCallDelta(0, 2, "{}"),
                new Finished(0, FinishReason.TOOL_CALLS, "STOP")),
                List.of(events.get(2), events.get(4), events.get(5), events.get(6), events.get(7)));
    }

    @Test
    void argumentsInPieces() {
        List<StreamEvent> events = Exchanges.events(reader,
                Exchanges.part("{'functionCall':{'id':'a','name':'f','willContinue':true}}"),
                Exchanges.part("{'functionCall':{'partialArgs':[{'jsonPath':'$.place.name','stringValue':'Ber','willContinue':true}],'willContinue':true}}"),
                Exchanges.part("{'functionCall':{'partialArgs':[{'jsonPath':'$.place.name','stringValue':'lin'},{'jsonPath':'$.days[1]','numberValue':2},"
                        + "{'jsonPath':'$[`q`]','boolValue':true}],'willContinue':true}}".replace('`', '\'').replace("$['q']", "$.q")),
                Exchanges.part("{'functionCall':{}}"), Exchanges.part("{'functionCall':{'id':'b','name':'g','args':{}}}"));
        assertEquals(List.of(new ToolCallStarted(0, 0, "a", "f"),
                new ToolCallDelta(0, 0, "{\"place\":{\"name\":\"Berlin\"},\"days\":[null,2],\"q\":true}"),
                new ToolCallStarted(0, 1, "b", "g"), new ToolCallDelta(0, 1, "{}")), events.subList(1, 5));
    }

    @ParameterizedTest
    @CsvSource({"STOP,STOP", "MAX_TOKENS,LENGTH", "SAFETY,CONTENT_FILTER", "RECITATION,CONTENT_FILTER",
            "BLOCKLIST,CONTENT_FILTER", "PROHIBITED_CONTENT,CONTENT_FILTER", "SPII,CONTENT_FILTER", "LANGUAGE,CONTENT_FILTER",
            "MODEL_ARMOR,CONTENT_FILTER", "IMAGE_SAFETY,CONTENT_FILTER", "IMAGE_PROHIBITED_CONTENT,CONTENT_FILTER",
            "IMAGE_RECITATION,CONTENT_FILTER", "MALFORMED_FUNCTION_CALL,ERROR", "UNEXPECTED_TOOL_CALL,ERROR",
            "TOO_MANY_TOOL_CALLS,ERROR", "OTHER,OTHER", "NO_IMAGE,OTHER", "IMAGE_OTHER,OTHER", "WHATEVER,OTHER"})
    void finishWords(String word, FinishReason reason) {
        String step = "{'candidates':[{'finishReason':'" + word + "'}]}";
        assertEquals(new Finished(0, reason, word), Exchanges.events(reader, step).getLast());
        Back.Reader whole = Exchanges.reader();
        whole.read(Frame.whole(Exchanges.bytes(step)));
        assertEquals(Optional.of(reason), whole.finish());
        assertTrue(whole.complete());
    }

    @Test
    void aReasonThatSaysNothingIsNone() {
        assertEquals(List.of(new Started("", "")),
                Exchanges.events(reader, "{'candidates':[{'finishReason':'FINISH_REASON_UNSPECIFIED'}]}"));
        assertFalse(reader.complete());
    }

    @Test
    void aRefusedPromptHasNoCandidate() {
        String blocked = "{'promptFeedback':{'blockReason':'PROHIBITED_CONTENT'},'usageMetadata':{'promptTokenCount':4,'totalTokenCount':4},'modelVersion':'g'}";
        assertEquals(List.of(new Started("", "g"), new Finished(0, FinishReason.CONTENT_FILTER, "PROHIBITED_CONTENT"),
                new StreamEvent.UsageReported(Usage.NONE.with(Unit.INPUT, 4))), Exchanges.events(reader, blocked));
        assertTrue(reader.complete());
        Back.Reader whole = Exchanges.reader();
        assertEquals(3, whole.read(Frame.whole(Exchanges.bytes(blocked))).orElseThrow().events().size());
        assertEquals(Optional.of(FinishReason.CONTENT_FILTER), whole.finish());
        assertEquals(List.of(new Started("", ""), new TextDelta(0, "a")), Exchanges.events(Exchanges.reader(),
                "{'promptFeedback':{'safetyRatings':[]},'candidates':[{'content':{'parts':[{'text':'a'}]}}]}"));
    }

    @Test
    void thinkingMayEatTheWholeBudget() {
        List<StreamEvent> events = Exchanges.events(reader,
                "{'candidates':[{'content':{'role':'model'},'finishReason':'MAX_TOKENS'}],'usageMetadata':{'promptTokenCount':4,'thoughtsTokenCount':9}}");
        assertEquals(new Finished(0, FinishReason.LENGTH, "MAX_TOKENS"), events.get(1));
        assertEquals(Usage.NONE.with(Unit.INPUT, 4).with(Unit.OUTPUT, 9).with(Unit.REASONING, 9), reader.usage());
    }

    @Test
    void sourcesAreToldOnce() {
        String grounded = "{'candidates':[{'groundingMetadata':{'groundingChunks':[{'web':{'uri':'u','title':'t'}},{'web':{'uri':'v'}}],"
                + "'groundingSupports':[{'segment':{'text':'said'},'groundingChunkIndices':[0]}]},"
                + "'citationMetadata':{'citationSources':[{'uri':'w','title':'c','startIndex':1}]}}]}";
        List<StreamEvent> events = Exchanges.events(reader, grounded, grounded);
        assertEquals(List.of(new Started("", ""), new Cited(0, "u", "t", Optional.of("said")),
                new Cited(0, "v", "", Optional.empty()), new Cited(0, "w", "c", Optional.empty())), events);
    }

    @Test
    void picturesInTheAnswer() {
        List<StreamEvent> events = Exchanges.events(reader, Exchanges.part("{'inlineData':{'mimeType':'image/png','data':'-_8='}}"),
                Exchanges.part("{'fileData':{'mimeType':'video/mp4','fileUri':'gs://b/f'}}"),
                Exchanges.part("{'inlineData':{'data':'*'}},{'executableCode':{'code':'x'}}"));
        Media.Bytes picture = (Media.Bytes) ((StreamEvent.MediaProduced) events.get(1)).media();
        assertArrayEquals(new byte[] {(byte) 0xfb, (byte) 0xff}, picture.data());
        assertTrue(((StreamEvent.MediaProduced) events.get(2)).media() instanceof Media.Link);
        assertEquals(3, events.size(), "what cannot be read is no event");
    }

    @Test
    void aWholeAnswer() {
        Piece piece = reader.read(Frame.whole(Exchanges.bytes("""
                {'candidates':[{'content':{'parts':[{'text':'a'},{'functionCall':{'id':'i','name':'f','args':{'finishReason':'no'}}}]},
                 'finishReason':'STOP','index':0}],'usageMetadata':{'promptTokenCount':1},'responseId':'x','modelVersion':'g'}"""))).orElseThrow();
        assertEquals(List.of(new Started("x", "g"), new TextDelta(0, "a"), new ToolCallStarted(0, 0, "i", "f"),
                new ToolCallDelta(0, 0, "{\"finishReason\":\"no\"}"), new Finished(0, FinishReason.TOOL_CALLS, "STOP"),
                new StreamEvent.UsageReported(Usage.NONE.with(Unit.INPUT, 1))), piece.events());
        assertEquals(Optional.of(FinishReason.TOOL_CALLS), reader.finish());
        assertTrue(reader.complete());
        assertEquals(Optional.empty(), reader.read(Frame.of(Exchanges.bytes(PLAIN[0]))), "nothing follows");
    }

    @Test
    void aWholeListOfSteps() {
        Piece piece = reader.read(Frame.whole(Exchanges.bytes("[" + String.join("\n,\r\n", PLAIN) + "]"))).orElseThrow();
        assertEquals(Exchanges.events(Exchanges.reader(), PLAIN),
                piece.events().stream().filter(event -> !(event instanceof StreamEvent.UsageReported told
                        && told.usage().count(Unit.OUTPUT).orElse(0L) < 5)).toList());
        assertTrue(reader.complete());
        assertEquals(Optional.of(5L), reader.usage().count(Unit.OUTPUT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'error':{'code':503,'message':'m','status':'UNAVAILABLE'}}", "[{'error':{'code':503,'message':'m'}}]",
            "{'error':'m'}", "{'candidates':[],'error':{'message':'m','status':'UNAVAILABLE'}}"})
    void errorsInsideAnAnswer(String json) {
        Exchanges.events(reader, PLAIN[0]);
        Failure failure = reader.read(Frame.of(Exchanges.bytes(json))).orElseThrow().failure().orElseThrow();
        assertEquals("m", failure.message());
        assertEquals(Optional.of("acme"), failure.provider());
        assertEquals(Optional.empty(), reader.read(Frame.of(Exchanges.bytes(PLAIN[2]))), "nothing follows a failure");
        assertFalse(reader.complete());
        Back.Reader whole = Exchanges.reader();
        assertEquals("m", whole.read(Frame.whole(Exchanges.bytes(json))).orElseThrow().failure().orElseThrow().message());
        assertFalse(whole.complete());
    }

    @Test
    void anEventNamedErrorIsOne() {
        Frame frame = new Frame("error", "plain words".getBytes(StandardCharsets.UTF_8), false);
        assertEquals("plain words", reader.read(frame).orElseThrow().failure().orElseThrow().message());
    }

    @Test
    void wordsInsideOfArgumentsAndTextsMeanNothing() {
        List<StreamEvent> events = Exchanges.events(reader, Exchanges.part("{'text':'error','odd':{'finishReason':'STOP','error':{}}}"),
                Exchanges.part("{'functionCall':{'name':'f','args':{'error':{'message':'m'}}}}"));
        assertEquals(new TextDelta(0, "error"), events.get(1));
        assertEquals("{\"error\":{\"message\":\"m\"}}", ((ToolCallDelta) events.getLast()).arguments());
        assertFalse(reader.complete());
    }

    @Test
    void stepsThatSayNothing() {
        assertEquals(List.of(), Exchanges.events(reader, "", " ", "[DONE]", "{}", "{'candidates':[]}", "{'odd':1}", "{'error':null,'candidates':null}").stream()
                .filter(event -> !(event instanceof Started)).toList());
        assertFalse(reader.complete());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`candidates`:[{`content`:{`parts`:[{`text`:`a  ! STREAM_CUT
            {`candidates`:[{`content`:{`parts`:[{`text`:`a` ! STREAM_CUT
            <html>                                          ! PROVIDER_GARBAGE
            7                                               ! PROVIDER_GARBAGE
            {`candidates`:[{`finishReason`:x}]}             ! PROVIDER_GARBAGE
            [7                                              ! PROVIDER_GARBAGE
            []                                              ! PROVIDER_GARBAGE
            {`candidates`:[{`index`:5000,`finishReason`:`STOP`}]}  ! PROVIDER_GARBAGE
            """)
    void whatIsNoStep(String data, ErrorCode code) {
        Failure failure = reader.read(Frame.of(Exchanges.bytes(data.replace('`', '"')))).orElseThrow().failure().orElseThrow();
        assertEquals(code, failure.code());
        assertFalse(reader.complete());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html><title>x</title></html>", "{}", "{'usageMetadata':{}}", "{'candidates':[{", "null"})
    void whatIsNoWholeAnswer(String body) {
        Piece piece = reader.read(Frame.whole(Exchanges.bytes(body))).orElseThrow();
        assertEquals(ErrorCode.PROVIDER_GARBAGE, piece.failure().orElseThrow().code());
        assertFalse(reader.complete());
    }

    @Test
    void aQuietStepThatIsNoJsonFailsWhenItIsRead() {
        Piece piece = reader.read(Frame.of(Exchanges.bytes(Exchanges.part("{'text':nonsense}")))).orElseThrow();
        assertTrue(piece.events().getFirst() instanceof StreamEvent.Failed(Failure failure)
                && failure.code() == ErrorCode.PROVIDER_GARBAGE);
    }

    @Test
    void mutatedStepsNeverThrow() {
        Random random = new Random(42);
        List<String> steps = new ArrayList<>(List.of(PLAIN));
        steps.add(Exchanges.part("{'functionCall':{'name':'f','partialArgs':[{'jsonPath':'$.a[0].b','stringValue':'x'}],'willContinue':true},'thoughtSignature':'c2lnbmVkOm9wZW5haSN4'}"));
        steps.add("{'candidates':[{'index':1,'groundingMetadata':{'groundingChunks':[{'web':{'uri':'u'}}],'groundingSupports':[{'groundingChunkIndices':[0]}]}}],'promptFeedback':{'blockReason':'X'}}");
        steps.add("[{'error':{'code':429,'message':'m','details':[{'retryDelay':'3s','violations':[{'quotaId':'a'}]}]}}]");
        for (int round = 0; round < 40_000; round++) {
            byte[] data = Exchanges.bytes(steps.get(random.nextInt(steps.size())));
            for (int change = random.nextInt(4); change >= 0; change--) {
                data[random.nextInt(data.length)] = round % 2 == 0 ? (byte) random.nextInt(256)
                        : (byte) "{}[]:,\"\\01-en".charAt(random.nextInt(13));
            }
            Back.Reader mutated = Exchanges.reader();
            mutated.read(random.nextInt(4) == 0 ? Frame.whole(data) : Frame.of(data)).ifPresent(Piece::events);
            mutated.usage();
        }
    }

    private static ThinkingDelta thought(String text, String signature) {
        return new ThinkingDelta(0, text, Optional.ofNullable(signature).map(value -> new Seal("gemini", value)), Optional.empty());
    }
}
