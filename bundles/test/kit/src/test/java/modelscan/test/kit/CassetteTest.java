package modelscan.test.kit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CassetteTest {
    private static final String KEY = "sk-open-sesame-42";
    private static final String SPEECH = """
            {"ask": {"operation": "speech", "request": {"model": "m", "input": "hi"}},
             "exchanges": [
               {"request": {"path": "/v1/speak?key=…", "headers": {"X-Api-Key": "…"}, "body": {"text": "hi", "speed": 1.0}},
                "response": {"body": {"poll": "{server}/jobs/1"}}},
               {"request": {"method": "GET", "path": "/jobs/1"},
                "response": {"headers": {"content-type": "audio/mpeg"}, "bodyBase64": "SUQz"}}],
             "expect": {"media": [{"type": "audio/mpeg", "base64": "SUQz"}]}}
            """;

    @TempDir
    Path folder;

    @Test
    void replaysWhatWasRecorded() throws IOException {
        Replay replay = read(SPEECH).replay("http://here", "/v1");
        ScriptedAnswer first = replay.answer(post("/v1/speak?key=" + KEY, Map.of("x-api-key", KEY), "{\"speed\":1,\"text\":\"hi\"}"));
        assertEquals("{\"poll\":\"http://here/jobs/1\"}", new String(first.body(), StandardCharsets.UTF_8));
        ScriptedAnswer second = replay.answer(new SeenRequest("GET", "/v1/jobs/1", Map.of(), new byte[0]));
        assertArrayEquals("ID3".getBytes(StandardCharsets.US_ASCII), second.body());
        assertEquals("audio/mpeg", second.headers().get("content-type"));
        assertEquals(List.of(), replay.objections());
    }

    @Test
    void objectsToWhatIsDifferent() throws IOException {
        assertObjects("body.text", post("/v1/speak?key=x", Map.of("x-api-key", KEY), "{\"speed\":1,\"text\":\"ho\"}"));
        assertObjects("body.more", post("/v1/speak?key=x", Map.of("x-api-key", KEY), "{\"speed\":1,\"text\":\"hi\",\"more\":1}"));
        assertObjects("body.speed", post("/v1/speak?key=x", Map.of("x-api-key", KEY), "{\"text\":\"hi\"}"));
        assertObjects("/v1/sing", post("/v1/sing", Map.of("x-api-key", KEY), "{\"speed\":1,\"text\":\"hi\"}"));
        assertObjects("x-api-key", post("/v1/speak?key=x", Map.of(), "{\"speed\":1,\"text\":\"hi\"}"));
        assertObjects("request 2 did not come", post("/v1/speak?key=x", Map.of("x-api-key", KEY), "{\"speed\":1,\"text\":\"hi\"}"));
    }

    @Test
    void comparesFormsByValue() throws IOException {
        String cassette = """
                {"exchanges": [{"request": {"path": "/hear", "body": {"model": "m", "file": "SUQz"}}, "response": {"body": {}}}]}
                """;
        String form = "--b\r\ncontent-disposition: form-data; name=\"model\"\r\n\r\nm\r\n--b\r\ncontent-disposition: form-data; "
                + "name=\"file\"; filename=\"a.mp3\"\r\ncontent-type: audio/mpeg\r\n\r\nID3\r\n--b--\r\n";
        Replay replay = read(cassette).replay("", "");
        replay.answer(post("/hear", Map.of("content-type", "multipart/form-data; boundary=b"), form));
        assertEquals(List.of(), replay.objections());
    }

    @Test
    void writesNoSecret() throws IOException {
        SeenRequest request = post("/v1/speak?api_key=" + KEY, Map.of("authorization", "Bearer " + KEY, "x-api-key", KEY,
                "api-key", KEY, "x-trace", "told " + KEY, "content-type", "application/json"), "{\"text\":\"hi\",\"token\":\"" + KEY + "\"}");
        ScriptedAnswer answer = ScriptedAnswer.json(200, "{\"you\":\"" + KEY + "\",\"text\":\"done\"}").header("set-cookie", "id=7");
        JsonMapper mapper = new JsonMapper();
        Path file = folder.resolve("speech.json");
        new Cassette("speech.json", List.of(RecordedExchange.of(request, answer)), mapper.createObjectNode(),
                mapper.createObjectNode().put("text", KEY)).write(file, KEY);
        String written = Files.readString(file);
        assertFalse(written.contains(KEY), written);
        assertFalse(written.contains("id=7"), written);
        assertTrue(written.contains("done"), written);
        Cassette again = Cassette.read(file);
        Replay replay = again.replay("", "");
        replay.answer(request);
        assertEquals(List.of(), replay.objections());
    }

    @Test
    void keepsChunksAndBytes() throws IOException {
        byte[] raw = {1, (byte) 0xff, 3};
        ScriptedAnswer answer = ScriptedAnswer.streamed("text/event-stream", "data: é\n\n".getBytes(StandardCharsets.UTF_8), raw);
        JsonMapper mapper = new JsonMapper();
        Path file = folder.resolve("chat.json");
        new Cassette("chat.json", List.of(RecordedExchange.of(post("/c", Map.of(), "{}"), answer)), mapper.createObjectNode(),
                mapper.createObjectNode()).write(file);
        ScriptedAnswer read = Cassette.read(file).exchanges().getFirst().answer();
        assertEquals(2, read.steps().size());
        assertArrayEquals(answer.body(), read.body());
    }

    @Test
    void recordsFormsByValue() {
        Map<String, String> headers = Map.of("content-type", "multipart/form-data; boundary=b7");
        String form = "--b7\r\ncontent-disposition: form-data; name=\"model\"\r\n\r\nm\r\n--b7--\r\n";
        RecordedExchange recorded = RecordedExchange.of(post("/hear", headers, form), ScriptedAnswer.json(200, "{}"));
        assertEquals("{\"model\":\"m\"}", recorded.body().toString());
        SeenRequest again = post("/hear", Map.of("content-type", "multipart/form-data; boundary=b8"), form.replace("b7", "b8"));
        assertTrue(recorded.objection(again, Scrub.of()).isEmpty());
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.json"), "{\"exchanges\": []}");
        assertTrue(assertThrows(IOException.class, () -> Cassette.read(file)).getMessage().startsWith("bad.json"));
        Path noJson = Files.writeString(folder.resolve("worse.json"), "{");
        assertTrue(assertThrows(IOException.class, () -> Cassette.read(noJson)).getMessage().startsWith("worse.json is not JSON"));
    }

    private void assertObjects(String what, SeenRequest request) throws IOException {
        Replay replay = read(SPEECH).replay("http://here", "/v1");
        replay.answer(request);
        assertTrue(replay.objections().toString().contains(what), replay.objections().toString());
    }

    private Cassette read(String text) throws IOException {
        return Cassette.read(Files.writeString(folder.resolve("speech.json"), text));
    }

    private static SeenRequest post(String path, Map<String, String> headers, String body) {
        return new SeenRequest("POST", path, headers, body.getBytes(StandardCharsets.ISO_8859_1));
    }
}
