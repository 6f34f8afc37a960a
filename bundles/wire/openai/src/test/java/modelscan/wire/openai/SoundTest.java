package modelscan.wire.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Media;
import modelscan.api.model.SpeechRequest;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.TranscriptionRequest;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundTest {
    private static final String SPEECH = "/v1/audio/speech";
    private static final String HEARING = "/v1/audio/transcriptions";
    private static final String FILE = "file@a.mp3:application/octet-stream=ID3";
    private static final StreamEvent[] PASSAGES = {
        new StreamEvent.Transcribed("Hello there.", Duration.ofMillis(500), Duration.ofSeconds(2), Optional.of("A")),
        new StreamEvent.Transcribed("Bye.", Duration.ofSeconds(3661), Duration.ofMillis(3_662_250), Optional.empty()),
        new StreamEvent.UsageReported(Usage.NONE.with(Unit.SECOND, new BigDecimal("3663.5")))};

    @Test
    void soundIsPassedOnWhileItArrives() {
        Inquiry inquiry = Fronts.json(SPEECH, "{'model':'m','input':'h\u00e9\ud83d\ude00','response_format':'opus'}");
        assertFalse(inquiry.stream());
        Back.Reader reader = Fronts.back(inquiry).reader(Fronts.exchange(inquiry, "m"));
        Front.Writer writer = Fronts.at(SPEECH).writer(inquiry);
        assertEquals(Optional.of("raw"), writer.framing());
        assertEquals(Optional.of("audio/opus"), writer.mediaType());
        byte[] data = {1, 2};
        assertEquals(List.of(), writer.write(reader.read(new Frame("", data, false, "application/octet-stream")).orElseThrow()).stream()
                .filter(frame -> frame.data() != data).toList(), "not copied");
        assertEquals(1, writer.write(reader.read(new Frame("", data, false, "audio/ogg")).orElseThrow()).size());
        assertEquals(Optional.of("audio/ogg"), writer.mediaType());
        assertFalse(reader.complete());
        reader.read(new Frame(Frame.END, new byte[0], false, "audio/ogg"));
        assertTrue(reader.complete());
        assertEquals(Usage.NONE.with(Unit.CHARACTER, 3), reader.usage());
        assertEquals(List.of(), writer.end(Receipt.EMPTY));
    }

    @Test
    void soundInEvents() {
        Inquiry inquiry = Fronts.json(SPEECH, "{'model':'m','input':'x','stream_format':'sse'}");
        assertTrue(inquiry.stream());
        Frame[] events = {Frame.of("{\"type\":\"speech.audio.delta\",\"audio\":\"AQI=\"}"), Frame.of("{\"type\":\"new\"}"),
            Frame.of("{\"type\":\"speech.audio.done\",\"usage\":{\"input_tokens\":1,\"output_tokens\":2,\"total_tokens\":3}}")};
        assertEquals("{\"type\":\"speech.audio.delta\",\"audio\":\"AQI=\"}\n"
                + "{\"type\":\"speech.audio.done\",\"usage\":{\"input_tokens\":1,\"output_tokens\":2,\"total_tokens\":3}}",
                Fronts.passed(SPEECH, inquiry, events));
        assertEquals("text/event-stream", Fronts.order(inquiry).headers().get("accept"));
        assertTrue(Fronts.written(SPEECH, inquiry, new StreamEvent.Failed(Failure.of(ErrorCode.STREAM_CUT, "cut"))).contains("stream_cut"));
    }

    @Test
    void anAddressOrAFailureIsNoSound() {
        Front.Writer writer = Fronts.at(SPEECH).writer(Inquiry.of(new SpeechRequest("m", "x", Optional.empty(), Optional.empty(),
                Optional.empty(), Json.object()), false));
        assertEquals(Optional.of("audio/mpeg"), writer.mediaType());
        Piece link = Piece.of(new StreamEvent.MediaProduced(0, new Media.Link(URI.create("https://a/b"), Optional.empty()), Optional.empty()));
        assertEquals(ErrorCode.UNSUPPORTED, assertThrows(FailureException.class, () -> writer.write(link)).failure().code());
        Inquiry inquiry = Fronts.json(SPEECH, "{'model':'m','input':'x'}");
        assertInstanceOf(StreamEvent.Failed.class, Fronts.events(inquiry, new Frame(Frame.END, new byte[0], false, "audio/mpeg")).getFirst());
        assertTrue(Fronts.back(inquiry).reads("audio/mpeg") && !Fronts.back(inquiry).reads("text/html"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            model=m                    ! file ! is missing
            model=m|file@a.wav:audio/wav= ! file ! is empty
            model=m|file@a.wav:audio/wav=x|file@b.wav:audio/wav=y ! file ! is there 2 times
            file@a.wav:audio/wav=x     ! model ! is missing
            model=m|response_format=xml|file@a.wav:audio/wav=x ! response_format ! cannot be 'xml'
            """)
    void whatIsWrongIsNamed(String parts, String field, String why) {
        FailureException refused = assertThrows(FailureException.class, () -> Fronts.form(HEARING, parts.split("\\|")));
        assertEquals(Optional.of(field), refused.failure().field());
        assertTrue(refused.failure().message().contains(why), refused.failure().message());
        assertEquals(ErrorCode.UNSUPPORTED_MEDIA, assertThrows(FailureException.class,
                () -> Fronts.json(HEARING, "{}")).failure().code());
    }

    @Test
    void aFormGoesInAndOut() {
        Inquiry inquiry = Fronts.form("/v1/audio/translations", "model=a/m", FILE, "language=de", "response_format=text", "stream=true",
                "temperature=0.2", "timestamp_granularities[]=word", "timestamp_granularities[]=segment");
        TranscriptionRequest request = (TranscriptionRequest) inquiry.request();
        assertTrue(request.translate() && inquiry.stream());
        assertEquals("audio/mpeg", ((Media.Bytes) request.sound()).mediaType());
        Back.Order order = Fronts.order(inquiry);
        assertEquals("/audio/translations", order.path());
        FormData sent = FormData.read(order.headers().get("content-type"), order.body());
        Exchanges.assertJson("{'model':'m','language':'de','response_format':'json','stream':'true','temperature':'0.2',"
                + "'timestamp_granularities':['word','segment']}", sent.fields().node());
        FormData.Upload file = sent.files("file").getFirst();
        assertEquals("a.mp3 audio/mpeg ID3", file.name() + " " + file.type() + " " + new String(file.data(), StandardCharsets.UTF_8));
    }

    @Test
    void formsAreWrittenFromPassages() {
        assertEquals("Hello there. Bye.", hearing("text"));
        assertEquals("1\n00:00:00,500 --> 00:00:02,000\nHello there.\n\n2\n01:01:01,000 --> 01:01:02,250\nBye.", hearing("srt"));
        assertEquals("WEBVTT\n\n00:00:00.500 --> 00:00:02.000\nHello there.\n\n01:01:01.000 --> 01:01:02.250\nBye.", hearing("vtt"));
        Exchanges.assertJson("{'text':'Hello there. Bye.','usage':{'type':'duration','seconds':3663.5}}", Json.read(hearing("json")));
        Exchanges.assertJson("{'task':'transcribe','duration':3663.500,'text':'Hello there. Bye.','segments':["
                + "{'id':0,'start':0.500,'end':2.000,'text':'Hello there.','speaker':'A'},"
                + "{'id':1,'start':3661.000,'end':3662.250,'text':'Bye.'}],'usage':{'type':'duration','seconds':3663.5}}",
                Json.read(hearing("verbose_json")));
        assertEquals(Optional.of("text/vtt; charset=utf-8"), Fronts.at(HEARING).writer(Fronts.form(HEARING, "model=m", FILE,
                "response_format=vtt")).mediaType());
    }

    @Test
    void wordsBecomeLines() {
        StreamEvent[] words = new StreamEvent[20];
        for (int at = 0; at < words.length; at++) {
            words[at] = new StreamEvent.Transcribed(at == 4 ? "end." : "word", Duration.ofSeconds(at), Duration.ofSeconds(at + 1L), Optional.empty());
        }
        Inquiry inquiry = Fronts.form(HEARING, "model=m", FILE, "response_format=verbose_json");
        var json = Json.read(Fronts.written(HEARING, inquiry, words));
        assertEquals(List.of("word word word word end.", "word word word word word word word", "word word word word word word word", "word"),
                json.path("segments").findValuesAsText("text"));
        assertEquals(20, json.path("words").size());
    }

    @ParameterizedTest
    @CsvSource({"Guten|Tag, Guten Tag", "안녕|하세요, 안녕 하세요", "你好|世界|。, 你好世界。", "今日|は|コーヒー|を|！, 今日はコーヒーを！",
        "สวัสดี|ครับ, สวัสดีครับ", "用|Java|25|写, 用Java 25写", "ສະ|ບາຍ, ສະບາຍ", "𠀀|𠀁, 𠀀𠀁", "a |b, a b"})
    void onlyLanguagesWithBlanksGetThemBetweenWords(String words, String text) {
        StreamEvent[] heard = Stream.of(words.split("\\|"))
                .map(word -> new StreamEvent.Transcribed(word, Duration.ZERO, Duration.ofSeconds(1), Optional.empty()))
                .toArray(StreamEvent[]::new);
        assertEquals(text, Fronts.written(HEARING, Fronts.form(HEARING, "model=m", FILE, "response_format=text"), heard).strip());
        assertEquals("1\n00:00:00,000 --> 00:00:01,000\n" + text,
                Fronts.written(HEARING, Fronts.form(HEARING, "model=m", FILE, "response_format=srt"), heard).strip());
    }

    @Test
    void aProvidersOwnAnswerIsPassedOnUnlessTextWasWanted() {
        Frame json = Fronts.whole("{'text':'a b' ,'segments':[{'start':0,'end':1.5,'text':' a b'}],'duration':'1.5'}");
        Inquiry verbose = Fronts.form(HEARING, "model=m", FILE, "response_format=verbose_json");
        assertEquals(json.text(), Fronts.passed(HEARING, verbose, json));
        assertEquals("a b", Fronts.passed(HEARING, Fronts.form(HEARING, "model=m", FILE, "response_format=text"), json));
        assertTrue(Fronts.events(verbose, json).contains(new StreamEvent.UsageReported(Usage.NONE.with(Unit.SECOND, new BigDecimal("1.5")))));
        Inquiry srt = Fronts.form(HEARING, "model=m", FILE, "response_format=srt");
        assertEquals("1\nab", Fronts.passed(HEARING, srt, new Frame("", "1\na".getBytes(StandardCharsets.UTF_8), false, "text/plain"),
                new Frame("", "b".getBytes(StandardCharsets.UTF_8), false, "text/plain"), new Frame(Frame.END, new byte[0], false, "text/plain")));
        assertTrue(Fronts.back(srt).reads("text/plain") && !Fronts.back(srt).reads("text/html"));
    }

    @Test
    void stepsOfATranscript() {
        Inquiry inquiry = Fronts.form(HEARING, "model=m", FILE, "stream=true");
        Frame delta = Frame.of("{\"type\":\"transcript.text.delta\",\"delta\":\"a\" }");
        Frame done = Frame.of("{\"type\":\"transcript.text.done\",\"text\":\"a\",\"usage\":{\"type\":\"tokens\",\"input_tokens\":1,\"output_tokens\":2}}");
        assertEquals(delta.text() + "\n" + done.text(), Fronts.passed(HEARING, inquiry, delta, done));
        assertEquals(1, Fronts.events(inquiry, delta, done).stream().filter(StreamEvent.Transcribed.class::isInstance).count());
        String[] lines = Fronts.written(HEARING, inquiry, PASSAGES).split("\n");
        assertEquals("Hello there.| Bye.", Json.read(lines[0]).path("delta").asText() + "|" + Json.read(lines[1]).path("delta").asText());
        assertEquals("Hello there. Bye.", Json.read(lines[2]).path("text").asText());
        Back.Reader cut = Fronts.back(inquiry).reader(Fronts.exchange(inquiry, "m"));
        cut.read(delta);
        assertFalse(cut.complete(), "no end, no success");
    }

    @Test
    void hostileAnswersAreNeverMoreThanAFailure() {
        Random random = new Random(7);
        List<String> answers = List.of("{'text':'a','segments':[{'start':0,'end':1.5,'text':'a'}],'usage':{'seconds':3}}",
                "{'type':'transcript.text.delta','delta':'a'}", "{'type':'speech.audio.delta','audio':'AQI='}",
                "{'data':[{'index':0,'embedding':[1,2]}],'usage':{'prompt_tokens':1}}", "{'results':[{'index':0,'relevance_score':1,'flagged':true}]}",
                "{'data':[{'b64_json':'AQI=','url':'https://a'}],'usage':{'input_tokens':3}}");
        List<Inquiry> inquiries = List.of(Fronts.form(HEARING, "model=m", FILE), Fronts.json(SPEECH, "{'model':'m','input':'x'}"),
                Fronts.json("/v1/embeddings", "{'model':'m','input':'x'}"), Fronts.json("/v1/moderations", "{'input':'x'}"),
                Fronts.json("/v1/rerank", "{'model':'m','query':'x','documents':['x']}"), Fronts.json("/v1/search", "{'model':'m','query':'x'}"),
                Fronts.json("/v1/images/generations", "{'model':'m','prompt':'x'}"));
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = Exchanges.bytes(answers.get(random.nextInt(answers.size())));
            for (int change = random.nextInt(5); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : "{}[]\",:0e-".charAt(random.nextInt(10)));
            }
            Fronts.events(inquiries.get(random.nextInt(inquiries.size())), new Frame("", bytes, random.nextBoolean(), ""));
        }
    }

    private static String hearing(String format) {
        return Fronts.written(HEARING, Fronts.form(HEARING, "model=m", FILE, "response_format=" + format), PASSAGES);
    }
}
