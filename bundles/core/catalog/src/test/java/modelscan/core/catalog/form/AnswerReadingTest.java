package modelscan.core.catalog.form;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.api.model.Media;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerReadingTest {
    private static final String TIMED = "{'text':'text','words':{'items':'words','text':'text','begin':'start','end':'end',"
            + "'speaker':'speaker_id'}}";

    private static List<StreamEvent> read(String answer, Operation operation, String type, JsonNode json) {
        Form form = FormReader.read(Json.object().put("path", "/x").set("answer", Asked.json(answer)), operation, "acme");
        return new AnswerReading(form.ways().getFirst().reading().answer(), operation, type).read(json);
    }

    private static List<StreamEvent> read(String answer, Operation operation, String json) {
        return read(answer, operation, "", Json.read(Asked.bytes(json)));
    }

    private static String joined(List<StreamEvent> events) {
        return events.stream().map(event -> ((StreamEvent.Transcribed) event).text()).collect(Collectors.joining());
    }

    @Test
    void findsMediaAsLinksDataAndBase64() {
        List<StreamEvent> events = read("{'media':{'url':'data[].url','base64':'data[].b64','note':'data[].note','type':'image/webp'}}",
                Operation.IMAGE, "image/webp", Asked.json("{'data':[{'url':'https://x.example/1','note':'n1'},"
                        + "{'url':'data:image/gif;base64,R0lG','note':'n2'}]}"));
        StreamEvent.MediaProduced link = (StreamEvent.MediaProduced) events.get(0);
        assertEquals("https://x.example/1", ((Media.Link) link.media()).uri().toString());
        assertEquals("image/webp", ((Media.Link) link.media()).mediaType().orElseThrow());
        assertEquals("n1", link.note().orElseThrow());
        StreamEvent.MediaProduced bytes = (StreamEvent.MediaProduced) events.get(1);
        assertEquals("image/gif", ((Media.Bytes) bytes.media()).mediaType());
        assertEquals(1, bytes.index());
    }

    @ParameterizedTest
    @CsvSource({"iVBORw0KGgo=,image/png", "/9j/4AAQ,image/jpeg", "R0lGODlh,image/gif", "UklGRgAAAABXRUJQ,image/webp",
        "UklGRgAAAABXQVZF,audio/wav", "SUQzBAA=,audio/mpeg", "AAAAGGZ0eXBtcDQy,video/mp4", "AAEC,application/octet-stream"})
    void tellsTheTypeByTheFirstBytes(String base64, String type) {
        List<StreamEvent> events = read("{'media':{'base64':'b'}}", Operation.IMAGE, "{'b':'" + base64 + "'}");
        assertEquals(type, ((Media.Bytes) ((StreamEvent.MediaProduced) events.getFirst()).media()).mediaType());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {
        "{'output':'https://x.example/1'} # 1", "{'output':['https://x.example/1','https://x.example/2']} # 2"})
    void takesOneOrAList(String json, int found) {
        assertEquals(found, read("{'media':{'url':'output'}}", Operation.IMAGE, json).size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {"{}", "{'u':null}", "{'u':''}", "{'u':5}", "{'u':'no link'}",
        "{'u':'file:///etc/passwd'}", "{'u':'data:x'}", "{'u':'data:image/png;base64,%%%'}", "{'u':{}}", "{'u':[]}"})
    void saysWhenTheMediumIsNotThere(String json) {
        FailureException missing = assertThrows(FailureException.class,
                () -> read("{'media':{'url':'u'}}", Operation.IMAGE, json));
        assertEquals(ErrorCode.PROVIDER_GARBAGE, missing.failure().code());
    }

    @Test
    void readsARecordedTranscript() throws IOException {
        JsonNode recorded = recorded("audio-jobs/elevenlabs-transcription.json");
        List<StreamEvent> events = read(TIMED, Operation.TRANSCRIPTION, "", recorded);
        assertEquals(recorded.path("text").textValue(), joined(events));
        StreamEvent.Transcribed first = (StreamEvent.Transcribed) events.getFirst();
        assertEquals("Hello", first.text());
        assertEquals(199, first.begin().toMillis());
        assertEquals(479, first.end().toMillis());
        assertEquals("speaker_0", first.speaker().orElseThrow());
    }

    @Test
    void givesWordsTheirBlanksAndPunctuation() {
        List<StreamEvent> events = read(TIMED, Operation.TRANSCRIPTION, "{'text':'Hello, World! Ok.','words':["
                + "{'text':'hello','start':0,'end':0.5},{'text':'world','start':0.6,'end':1},{'text':'ok','start':'1.5','end':2}]}");
        assertEquals(List.of("Hello,", " World!", " Ok."),
                events.stream().map(event -> ((StreamEvent.Transcribed) event).text()).toList());
        assertEquals(1500, ((StreamEvent.Transcribed) events.get(2)).begin().toMillis());
    }

    @Test
    void putsWordsTogetherThatAreNotThoseOfTheText() {
        assertEquals("two words", joined(read(TIMED, Operation.TRANSCRIPTION,
                "{'text':'2 words','words':[{'text':'two','start':0,'end':1},{'text':'words','start':1,'end':2}]}")));
    }

    @Test
    void takesPunctuationWithoutTimeAlong() {
        List<StreamEvent> events = read(TIMED, Operation.TRANSCRIPTION, "{'text':'Yes, no.','words':["
                + "{'text':'Yes','start':0,'end':1},{'text':','},{'text':'no','start':1,'end':2},{'text':'.'}]}");
        assertEquals(List.of("Yes,", " no."), events.stream().map(event -> ((StreamEvent.Transcribed) event).text()).toList());
        assertEquals("a b", joined(read(TIMED, Operation.TRANSCRIPTION, "{'text':'a b','words':[{'text':'a'},{'text':'b'}]}")));
    }

    @Test
    void readsHexadecimalDigits() {
        StreamEvent.MediaProduced made = (StreamEvent.MediaProduced) read("{'media':{'hex':'data.audio','type':'audio/mpeg'}}",
                Operation.SPEECH, "{'data':{'audio':'49443304'}}").getFirst();
        assertArrayEquals(new byte[] {0x49, 0x44, 0x33, 4}, ((Media.Bytes) made.media()).data());
        assertThrows(FailureException.class, () -> read("{'media':{'hex':'a'}}", Operation.SPEECH, "{'a':'4G'}"));
    }

    @Test
    void readsATextAlone() {
        assertEquals("ab", joined(read("{'text':'m[].v'}", Operation.TRANSCRIPTION, "{'m':[{'v':'a'},{'v':'b'}]}")));
        assertEquals("", joined(read("{'text':'t'}", Operation.TRANSCRIPTION, "{'t':''}")));
        assertThrows(FailureException.class, () -> read("{'text':'t'}", Operation.TRANSCRIPTION, "{'x':1}"));
        assertThrows(FailureException.class, () -> read("{'text':'t'}", Operation.TRANSCRIPTION, "{'t':{}}"));
    }

    @Test
    void readsRecordedVectors() throws IOException {
        List<StreamEvent> events = read("{'vectors':{'items':'data','at':'embedding','index':'index'}}", Operation.EMBEDDING, "",
                recorded("embeddings-rerank/voyage-embedding.json"));
        assertEquals(2, events.size());
        assertEquals(0.082804598f, ((StreamEvent.Embedded) events.get(1)).values()[3]);
    }

    @Test
    void ordersVectorsByIndexAndReadsBase64() {
        List<StreamEvent> events = read("{'vectors':{'items':'d','at':'v','index':'i'}}", Operation.EMBEDDING,
                "{'d':[{'i':1,'v':[2]},{'i':0,'v':'AACAPwAAAEA='}]}");
        assertArrayEquals(new float[] {1, 2}, ((StreamEvent.Embedded) events.get(0)).values());
        assertEquals(1, ((StreamEvent.Embedded) events.get(1)).index());
        assertEquals(2, read("{'vectors':{'items':'embeddings.float'}}", Operation.EMBEDDING,
                "{'embeddings':{'float':[[1,2],[3,4]]}}").size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {"{}", "{'d':[{}]}", "{'d':[{'v':[]}]}", "{'d':[{'v':['x']}]}",
        "{'d':[{'v':'AAA='}]}", "{'d':[{'v':'%'}]}", "{'d':[5]}"})
    void refusesWhatIsNoVector(String json) {
        assertThrows(FailureException.class, () -> read("{'vectors':{'items':'d','at':'v'}}", Operation.EMBEDDING, json));
    }

    @Test
    void ranksFindsAndJudges() {
        assertEquals(List.of(new StreamEvent.Ranked(2, 0.9), new StreamEvent.Ranked(0, 0.1)),
                read("{'ranks':{'items':'results','index':'index','score':'relevance_score'}}", Operation.RERANK,
                        "{'results':[{'index':2,'relevance_score':0.9},{'index':0,'relevance_score':'0.1'}]}"));
        List<StreamEvent> found = read("{'text':'answer','hits':{'items':'results','snippet':'content','score':'score'}}",
                Operation.SEARCH, "{'answer':'Yes.','results':[{'title':'T','url':'https://x','content':'c','score':0.5},{'title':'no url'}]}");
        assertEquals(new StreamEvent.TextDelta(0, "Yes."), found.get(0));
        assertEquals("T https://x c 0.5", found.stream().skip(1).map(event -> (StreamEvent.Found) event)
                .map(hit -> hit.title() + " " + hit.url() + " " + hit.snippet() + " " + hit.score().orElseThrow()).collect(Collectors.joining("|")));
        assertEquals(List.of(), read("{'hits':{'items':'results'}}", Operation.SEARCH, "{'results':[]}"));
        assertThrows(FailureException.class, () -> read("{'hits':{'items':'results'}}", Operation.SEARCH, "{}"));
        assertEquals(List.of(new StreamEvent.Moderated(0, true, List.of("hate"))),
                read("{'verdicts':{'items':'r','flagged':'flagged','categories':'categories'}}", Operation.MODERATION,
                        "{'r':[{'flagged':true,'categories':{'hate':true,'self-harm':false}}]}"));
    }

    private static JsonNode recorded(String name) throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isRegularFile(folder.resolve("modelscan"))) {
            folder = folder.getParent();
        }
        Path file = (folder == null ? Path.of("..") : folder.resolve("..")).resolve("shared/fixtures").resolve(name).normalize();
        assumeTrue(Files.isRegularFile(file), "no recorded answers at " + file);
        return Json.read(Files.readAllBytes(file));
    }
}
