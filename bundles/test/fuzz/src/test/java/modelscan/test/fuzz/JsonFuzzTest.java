package modelscan.test.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import modelscan.api.model.FailureException;
import modelscan.base.json.GrowingJson;
import modelscan.base.json.Json;
import modelscan.base.json.Outline;
import modelscan.base.json.Schema;
import modelscan.base.json.Splice;
import org.junit.jupiter.api.Timeout;

/** Any bytes as JSON: whole, outlined, growing, and checked. */
@Timeout(20)
class JsonFuzzTest {

    @DictionaryFile(resourcePath = "words.dict")
    @FuzzTest
    void json(byte[] bytes) {
        // Compared as text: 1E0 is written as 1, which is the same number of another kind.
        Trial.of(() -> Json.write(Json.read(bytes)))
                .ifPresent(written -> assertArrayEquals(written, Json.write(Json.read(written))));
    }

    /** What the outline says, the tree says too: two readers that disagree can be played against each other. */
    @DictionaryFile(resourcePath = "words.dict")
    @FuzzTest
    void outline(byte[] bytes) {
        Optional<Outline> outline = Trial.of(() -> Outline.of("fuzz", bytes));
        Optional<ObjectNode> tree = Trial.of(() -> Json.readObject(bytes));
        if (outline.isPresent() && tree.isPresent()) {
            for (Map.Entry<String, JsonNode> member : tree.get().properties()) {
                same(outline.get(), member.getKey(), member.getValue());
            }
            spliced(outline.get(), tree.get().deepCopy());
        }
    }

    @DictionaryFile(resourcePath = "words.dict")
    @FuzzTest
    void growing(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        GrowingJson growing = new GrowingJson(Optional.empty());
        GrowingJson unwatched = new GrowingJson(Optional.empty()).add(text);
        for (int at = 0; at < text.length(); at++) {
            growing.add(text.substring(at, at + 1)).best();
            assertTrue(growing.problems().size() <= 1, "without a schema there is one trouble at most");
        }
        assertEquals(unwatched.end(), growing.end(), "looking changes nothing");
        assertEquals(unwatched.best(), growing.best(), "looking changes nothing");
        if (growing.complete()) {
            assertTrue(growing.best().isContainerNode(), "it begins with a brace or bracket");
            Json.write(growing.best());
        }
    }

    /** A schema in the first line, an answer in the others. */
    @DictionaryFile(resourcePath = "words.dict")
    @FuzzTest
    void schema(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        Optional<Schema> schema = end < 0 ? Optional.empty() : Trial.of(() -> Schema.of(Json.read(text.substring(0, end))));
        if (schema.isPresent()) {
            GrowingJson growing = new GrowingJson(schema);
            int half = end + (text.length() - end) / 2 + 1;
            growing.add(text.substring(end + 1, half)).problems();
            growing.add(text.substring(half)).problems();
            growing.end();
        }
    }

    private static void same(Outline outline, String key, JsonNode value) {
        assertTrue(outline.has(key), key);
        assertEquals(value.isNull() ? Optional.empty() : Optional.of(value), outline.node(key), key);
        try {
            assertEquals(Optional.ofNullable(value.textValue()), outline.text(key), key);
        } catch (FailureException refused) {
            assertTrue(!value.isTextual() && !value.isNull(), key);
        }
        try {
            assertEquals(value.asBoolean(), outline.flag(key), key);
        } catch (FailureException refused) {
            assertTrue(!value.isBoolean() && !value.isNull(), key);
        }
    }

    private static void spliced(Outline outline, ObjectNode wanted) {
        byte[] bytes = new Splice(outline).set("model", "m").bytes();
        assertEquals(wanted.put("model", "m"), Json.readObject(bytes));
    }
}
