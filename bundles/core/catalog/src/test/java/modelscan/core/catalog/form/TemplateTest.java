package modelscan.core.catalog.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import modelscan.base.json.Json;
import modelscan.core.catalog.path.ValueText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static final JsonNode VALUES = Asked.json("{'text':'a \\\"b\\\" ü','count':2,'speed':1.5,'on':true,"
            + "'list':['x','y z'],'object':{'k':1},'seed':'7'}");

    private static final Lookup LOOKUP = name -> Optional.ofNullable(VALUES.get(name));

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {
        "'{text}'                              # 'a \\\"b\\\" ü'",
        "'{count}'                             # 2",
        "'{speed}'                             # 1.5",
        "'{on}'                                # true",
        "'{list}'                              # ['x','y z']",
        "'{object}'                            # {'k':1}",
        "'{seed}'                              # '7'",
        "'n={count}, {list}'                   # 'n=2, x,y z'",
        "'{object}!'                           # '{\\\"k\\\":1}!'",
        "'{gone}'                              # ",
        "'{gone} {count}'                      # ",
        "'{gone|mp3}'                          # 'mp3'",
        "'{gone|1}'                            # 1",
        "'{gone|true}'                         # true",
        "'{gone|\\\"1\\\"}'                    # '1'",
        "'{gone|}'                             # ''",
        "'{gone|a|b}'                          # 'a|b'",
        "'{count|9}'                           # 2",
        "'{{count}'                            # '{count}'",
        "'{{{count}}'                          # '{2}'",
        "'}'                                   # '}'",
        "''                                    # ''",
        "{'a':'{gone}','b':'{count}'}          # {'b':2}",
        "{'a':{'b':{'c':'{gone}'}},'d':1}      # {'d':1}",
        "{'a':{'b':'{gone}'}}                  # ",
        "{'a':{}}                              # {'a':{}}",
        "{'a':[]}                              # {'a':[]}",
        "{'a':['{gone}']}                      # ",
        "['{gone}','{count}',{'t':'{text}'}]   # [2,{'t':'a \\\"b\\\" ü'}]",
        "{'a':null,'b':1.50,'c':false}         # {'a':null,'b':1.50,'c':false}",
    })
    void writes(String template, String expected) {
        Optional<JsonNode> written = Template.of(Json.read(Asked.bytes(template))).write(LOOKUP);
        assertEquals(Optional.ofNullable(expected).map(text -> Json.read(Asked.bytes(text))), written.map(node -> Json.read(Json.write(node))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}", "a {b", "{a b}", "{|x}", "{a|b"})
    void refusesABraceWithoutAName(String text) {
        assertThrows(IllegalArgumentException.class, () -> Phrase.of(text));
    }

    @Test
    void tellsItsNames() {
        TreeSet<String> names = new TreeSet<>();
        Template.of(Asked.json("{'a':'{x}-{y|1}','b':['{z}'],'c':{'d':'{text.length}'}}")).names(names::add);
        assertEquals("[text.length, x, y, z]", names.toString());
    }

    @Test
    void translatesWordsButNotDefaults() {
        WordBook words = new WordBook(Map.of("on", Map.of("true", Json.read("\"yes\"")), "count", Map.of("2", Json.read("\"two\""))));
        Lookup translated = words.over(LOOKUP);
        assertEquals("yes two 7", Phrase.of("{on} {count} {seed}").text(translated).orElseThrow());
        assertEquals("2", Phrase.of("{gone|2}").text(translated).orElseThrow());
    }

    @Test
    void writesHugeExponentsShort() {
        assertEquals("1E+999999", ValueText.of(Json.read("1e999999")));
        assertEquals("1500", ValueText.of(Json.read("1.5e3")));
    }
}
