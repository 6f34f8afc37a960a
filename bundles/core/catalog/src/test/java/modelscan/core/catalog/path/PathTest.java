package modelscan.core.catalog.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTest {
    private static final JsonNode ANSWER = json("{'data':[{'url':'a','t':[1,2]},{'url':null},{'url':'b','t':[3]}],"
            + "'one':'x','deep':{'er':{'est':5}},'grid':[[1,2],[3]]}");

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {
        "data[].url      # ['a','b']",
        "data[2].url     # ['b']",
        "data[9].url     # []",
        "data[].t[]      # [1,2,3]",
        "data[].t[0]     # [1,3]",
        "one             # ['x']",
        "one[]           # ['x']",
        "one[0]          # []",
        "one.more        # []",
        "deep.er.est     # [5]",
        "grid[][]        # [1,2,3]",
        "grid[1][0]      # [3]",
        "gone.far[].away # []",
    })
    void finds(String path, String expected) {
        assertEquals(Json.read(expected.replace('\'', '"')), Json.array().addAll(Path.of(path).all(ANSWER)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "."})
    void isTheWhole(String path) {
        assertEquals(ANSWER, Path.of(path).first(ANSWER).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"[],3", "[1],1", "'',3"})
    void beginsWithAList(String path, int found) {
        assertEquals(found, Path.of(path).elements(Json.read("[1,2,3]")).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", ".a", "a.", "a[", "a]", "a[x]", "a b", "a[-1]", "a.[0]", "a[0]b", "[0]b", "a[99999999]"})
    void refuses(String path) {
        IllegalArgumentException wrong = assertThrows(IllegalArgumentException.class, () -> Path.of(path));
        assertEquals(true, wrong.getMessage().contains("'" + path + "'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"x\"", "null", "[]", "{}", "[[[]]]"})
    void findsNothingInStrangeAnswers(String json) {
        JsonNode answer = Json.read(json.getBytes(StandardCharsets.UTF_8));
        assertEquals(0, Path.of("data[].url").all(answer).size());
        assertEquals(0, Path.of("a[0].b").elements(answer).size());
    }

    @Test
    void isSeenFromItsFirstMember() {
        Path path = Path.of("data[].t[0]");
        assertEquals("data", path.member());
        assertEquals("[1, 3]", path.allBelow(ANSWER.path("data")).toString());
        assertEquals(3, path.below().size());
        assertEquals("false false true true", path.flat() + " " + path.plain() + " " + Path.of("a").flat() + " " + Path.of("a.b").plain());
        assertEquals("", Path.of("[].a").member() + Path.of(".").member());
    }

    private static JsonNode json(String json) {
        return Json.read(json.replace('\'', '"'));
    }
}
