package modelscan.tools.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import modelscan.tools.Sketch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiSketchTest {
    @TempDir
    Path folder;

    @Test
    void readsAnApiLikeOpenAis() throws IOException {
        JsonNode descriptor = OpenApiSketch.of(Document.read("src/test/resources/chat.yaml"), "acme", "").descriptor();
        assertEquals("[\"chat\",\"embedding\",\"speech\",\"models\"]", descriptor.path("serves").toString());
        assertEquals("https://eu.api.acme.example/v1", descriptor.path("url").asText());
        assertEquals("{\"header\":\"X-Acme-Key\"}", descriptor.path("auth").toString());
        assertEquals("{\"path\":\"/models\",\"items\":\"models\",\"id\":\"slug\"}", descriptor.path("listing").toString());
        assertEquals("[\"acme-large\",\"acme-small\",\"acme-embed\"]", descriptor.path("models").findValuesAsText("id").stream()
                .map(id -> "\"" + id + "\"").toList().toString().replace(" ", ""));
        JsonNode speech = descriptor.path("calls").path("speech");
        assertEquals("/tts/{voice}", speech.path("path").asText());
        assertEquals("{\"text\":\"{text}\",\"seed\":7,\"speed\":\"{speed}\"}", speech.path("body").toString());
        assertEquals("{\"media\":{\"body\":true}}", speech.path("answer").toString());
    }

    @Test
    void readsFormsAndJobs() throws IOException {
        JsonNode calls = OpenApiSketch.of(Document.read("src/test/resources/media.json"), "paint", "").descriptor().path("calls");
        JsonNode image = calls.path("image");
        assertEquals("{\"prompt\":\"{prompt}\",\"model\":\"{model}\",\"style\":\"photo\",\"callback\":\"{callback}\","
                + "\"aspect_ratio\":\"{ratio}\",\"num_images\":\"{count}\"}", image.path("body").toString());
        assertEquals("/text-to-image/{job}", image.path("job").path("poll").path("path").asText());
        assertEquals("[\"COMPLETED\"]", image.path("job").path("states").path("succeeded").toString());
        assertEquals("result.images[].url", image.path("answer").path("media").path("url").asText());
        assertEquals("embeddings", calls.path("embedding").path("answer").path("vectors").path("items").asText());
        assertEquals("multipart", calls.path("transcription").path("type").asText());
        assertEquals("GET", calls.path("search").path("method").asText());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/openai/v1/chat/completions               | messages            | choices               | openai    | /openai/v1 |",
        "/v1/text/chatcompletion_v2                | messages            | choices               | openai    | ''         | /v1/text/chatcompletion_v2",
        "/anthropic/v1/messages                    | messages,max_tokens | content               | anthropic | /anthropic/v1 |",
        "/v1beta/models/{model}:generateContent    | contents            | candidates            | gemini    | /v1beta    |",
        "/api/chat                                 | messages            | message,done          | ollama    | ''         |",
        "/v2/chat                                  | messages            | message,finish_reason | cohere    | ''         |",
        "/v1/responses                             | input               | output                | responses | /v1        |",
    })
    void knowsDialects(String path, String asks, String tells, String dialect, String base, String own) throws IOException {
        JsonNode descriptor = sketch(path("\"" + path + "\"", members(asks), members(tells)), "").descriptor();
        assertEquals(dialect, descriptor.path("dialect").asText());
        assertEquals("https://x.example" + base, descriptor.path("url").asText());
        assertEquals(own == null ? "" : own, descriptor.path("paths").path("chat").asText(""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"type\":\"http\",\"scheme\":\"bearer\"}                    | \"bearer\"",
        "{\"type\":\"http\",\"scheme\":\"basic\"}                     | {\"header\":\"Authorization\",\"prefix\":\"Basic \"}",
        "{\"type\":\"apiKey\",\"in\":\"header\",\"name\":\"x-key\"}   | {\"header\":\"x-key\"}",
        "{\"type\":\"apiKey\",\"in\":\"query\",\"name\":\"key\"}      | {\"query\":\"key\"}",
        "{\"type\":\"apiKey\",\"in\":\"header\",\"name\":\"Authorization\",\"description\":\"Use `Token abc`\"} | {\"header\":\"Authorization\",\"prefix\":\"Token \"}",
        "{\"type\":\"apiKey\",\"in\":\"header\",\"name\":\"Authorization\"} | \"bearer\"",
        "{\"type\":\"oauth2\",\"flows\":{\"clientCredentials\":{\"tokenUrl\":\"https://x.example/t\",\"scopes\":{\"a\":\"\",\"b\":\"\"}}}} | {\"oauth\":{\"token\":\"https://x.example/t\",\"scope\":\"a b\"}}",
        "{\"type\":\"mutualTLS\"}                                     | \"bearer\"",
    })
    void knowsHowTheKeyIsShown(String scheme, String auth) throws IOException {
        String paths = path("\"/chat/completions\"", members("messages"), members("choices"));
        Sketch sketch = sketch(paths, ",\"components\":{\"securitySchemes\":{\"k\":" + scheme + "}}");
        assertEquals(auth, sketch.descriptor().path("auth").toString());
    }

    @Test
    void refusesWhatItCannotUse() throws IOException {
        assertTrue(refused("{\"swagger\":\"2.0\"}").contains("Swagger 2"));
        assertTrue(refused("{\"openapi\":\"3.0.0\"}").contains("no OpenAPI 3 document"));
        assertTrue(refused("- just\n- a list").contains("no OpenAPI 3 document"));
        assertTrue(refused("a: [1, 2").contains("neither JSON nor YAML"));
        assertTrue(refused("a: &a [*a]").contains("neither JSON nor YAML"));
        assertTrue(refused("a: &a [1, 1]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c]").contains("no OpenAPI 3 document"));
        assertTrue(refused("{\"openapi\":\"3.0.0\",\"paths\":{\"/weather\":{\"get\":{}}}}").contains("no path in the document"));
        String nowhere = "{\"openapi\":\"3.0.0\",\"paths\":" + path("\"/embeddings\"", members("input"), members("data")) + "}";
        assertTrue(refused(nowhere).contains("--url"));
    }

    @Test
    void endsWithReferencesInACircle() throws IOException {
        String circle = ",\"components\":{\"schemas\":{\"A\":{\"$ref\":\"#/components/schemas/A\"},\"B\":{\"allOf\":["
                + "{\"$ref\":\"#/components/schemas/B\"}],\"properties\":{\"messages\":{\"$ref\":\"#/components/schemas/A\"}}}}}";
        String paths = "{\"/chat/completions\":{\"post\":{\"requestBody\":{\"content\":{\"application/json\":{\"schema\":"
                + "{\"$ref\":\"#/components/schemas/B\"}}}},\"responses\":{}}}}";
        assertEquals("openai", sketch(paths, circle).descriptor().path("dialect").asText());
    }

    private String refused(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("document"), text);
        return assertThrows(IOException.class, () -> OpenApiSketch.of(Document.read(file.toString()), "x", "")).getMessage();
    }

    private Sketch sketch(String paths, String more) throws IOException {
        Path file = Files.writeString(folder.resolve("document.json"), "{\"openapi\":\"3.0.1\",\"info\":{\"title\":\"X\"},"
                + "\"servers\":[{\"url\":\"https://x.example\"}],\"paths\":" + paths + more + "}");
        return OpenApiSketch.of(Document.read(file.toString()), "x", "");
    }

    private static String path(String path, String asks, String tells) {
        return "{" + path + ":{\"post\":{\"requestBody\":{\"content\":{\"application/json\":{\"schema\":" + asks
                + "}}},\"responses\":{\"200\":{\"content\":{\"application/json\":{\"schema\":" + tells + "}}}}}}}";
    }

    private static String members(String names) {
        StringBuilder members = new StringBuilder();
        for (String name : names.split(",")) {
            members.append(members.isEmpty() ? "" : ",").append('"').append(name).append("\":{\"type\":\"string\"}");
        }
        return "{\"type\":\"object\",\"properties\":{" + members + "}}";
    }
}
