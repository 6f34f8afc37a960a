package modelscan.core.catalog.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import modelscan.base.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerPathTest {
    private static final JsonNode ANSWER = Asked.json("{'data':[{'url':'a','t':[1,2]},{'url':null},{'url':'b','t':[3]}],"
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
        assertEquals(Json.read(Asked.bytes(expected)), Json.array().addAll(AnswerPath.of(path).all(ANSWER)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "."})
    void isTheWhole(String path) {
        assertEquals(ANSWER, AnswerPath.of(path).first(ANSWER).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"[],3", "[1],1", "'',3"})
    void beginsWithAList(String path, int found) {
        assertEquals(found, AnswerPath.of(path).elements(Json.read("[1,2,3]")).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", ".a", "a.", "a[", "a]", "a[x]", "a[-1]", "a.[0]", "a[0]b", "[0]b", "a[99999999]"})
    void refuses(String path) {
        IllegalArgumentException wrong = assertThrows(IllegalArgumentException.class, () -> AnswerPath.of(path));
        assertEquals(true, wrong.getMessage().contains("'" + path + "'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"x\"", "null", "[]", "{}", "[[[]]]"})
    void findsNothingInStrangeAnswers(String json) {
        JsonNode answer = Json.read(json.getBytes(StandardCharsets.UTF_8));
        assertEquals(0, AnswerPath.of("data[].url").all(answer).size());
        assertEquals(0, AnswerPath.of("a[0].b").elements(answer).size());
    }
}
