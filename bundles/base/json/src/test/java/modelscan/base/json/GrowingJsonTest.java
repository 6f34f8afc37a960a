package modelscan.base.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GrowingJsonTest {
    private static final String DOCUMENT = """
            {"city": "B\\u00e4r\\ud83d\\ude00\\n\\"x\\"", "list": [1, -2.5e3, true, null, [], {"a": {}}], "open": false, "last": "ü😀"}""";
    private static final Schema SCHEMA = Schema.of(Json.read("""
            {"type":"object","additionalProperties":false,"required":["city","kind"],"properties":{
              "city":{"type":"string","maxLength":6},"kind":{"enum":["small","large"]},"size":{"type":"integer","minimum":1},
              "tags":{"type":"array","maxItems":2,"items":{"$ref":"#/$defs/tag"}},
              "more":{"anyOf":[{"type":"null"},{"type":"object","required":["x"]}]}},
             "$defs":{"tag":{"type":"string","minLength":2}}}"""));

    @Test
    void everyPrefixIsAViewThatOnlyGrows() {
        GrowingJson growing = new GrowingJson(Optional.empty());
        String before = "";
        for (char c : DOCUMENT.toCharArray()) {
            JsonNode best = growing.add(String.valueOf(c)).best();
            assertEquals(List.of(), growing.problems());
            String city = best.path("city").asText();
            assertTrue(city.startsWith(before) && !city.endsWith("\ud83d"), city);
            before = city;
        }
        assertTrue(growing.complete());
        assertEquals(List.of(), growing.end());
        assertEquals(Json.read(DOCUMENT).toString(), growing.best().toString());
    }

    @Test
    void everyCutGivesTheSameAsOneByOne() {
        for (int cut = 0; cut <= DOCUMENT.length(); cut++) {
            GrowingJson halves = new GrowingJson(Optional.empty()).add(DOCUMENT.substring(0, cut));
            halves.best();
            halves.add(DOCUMENT.substring(cut));
            assertTrue(halves.complete(), "cut at " + cut);
            assertEquals(6, halves.best().path("list").size());
        }
    }

    @Test
    void showsOpenTextsInListsOnce() {
        GrowingJson growing = new GrowingJson(Optional.empty()).add("[\"a");
        assertEquals("[\"a\"]", growing.best().toString());
        assertEquals("[\"ab\"]", growing.add("b").best().toString());
        assertEquals("[\"abc\"]", growing.add("c\", tr").best().toString());
        assertEquals("[\"abc\",true,\"d\"]", growing.add("ue, \"d").best().toString());
    }

    @Test
    void skipsWhatStandsAroundAndForgivesCommas() {
        GrowingJson growing = new GrowingJson(Optional.empty()).add("Here it is:\n```json\n{\"a\": [1, 2,],}\n``` done {");
        assertTrue(growing.complete());
        assertEquals("{\"a\":[1,2]}", growing.best().toString());
    }

    @Test
    void keepsWhatItHasAtAMalformedTail() {
        GrowingJson growing = new GrowingJson(Optional.empty()).add("{\"a\": 1, \"b\": 'x'}");
        assertEquals("{\"a\":1}", growing.best().toString());
        assertEquals(1, growing.problems().size());
        assertFalse(growing.complete());
        assertEquals(List.of("it breaks off"), new GrowingJson(Optional.empty()).add("{\"a\": [1").end());
        assertEquals(List.of("there is no JSON in it"), new GrowingJson(Optional.empty()).add("sorry").end());
        assertFalse(new GrowingJson(Optional.empty()).add("[truex]").complete());
        assertFalse(new GrowingJson(Optional.empty()).add("[01]").complete());
    }

    @Test
    void tellsOnlyWhatNoContinuationCanMend() {
        assertEquals(List.of(), growing("{\"city\": \"Berl").problems());
        assertEquals(1, growing("{\"city\": \"Berlinale").problems().size());
        assertEquals(List.of(), growing("{\"kind\": \"lar").problems());
        assertEquals(List.of("$.kind: must be one of [\"small\", \"large\"]"), growing("{\"kind\": \"lax").problems());
        assertEquals(List.of(), growing("{\"tags\": [\"x").problems());
        assertEquals(1, growing("{\"tags\": [\"x\", ").problems().size());
        assertEquals(List.of(), growing("{\"more\": {").problems());
        assertEquals(1, growing("{\"more\": {}").problems().size());
        assertEquals(1, growing("{\"other\": ").add("1,").problems().size());
        assertEquals(List.of("$.size: is too small"), growing("{\"size\": 0,").problems());
        assertEquals(List.of("$.size: must be \"integer\", not number"), growing("{\"size\": 1.5,").problems());
    }

    @Test
    void atTheEndEverythingCounts() {
        assertEquals(List.of("$: 'kind' is missing"), growing("{\"city\": \"Bonn\"}").end());
        assertEquals(List.of(), growing("{\"city\": \"Bonn\", \"kind\": \"large\", \"more\": {\"x\": 1}}").end());
    }

    @Test
    void aSchemaThatRefersToItselfEnds() {
        Schema endless = Schema.of(Json.read("{\"$ref\":\"#\"}"));
        assertFalse(endless.problems(Json.object()).isEmpty());
    }

    @Test
    void garbageNeverThrowsAndIsBounded() {
        Random random = new Random(7);
        String letters = "{}[]\":,\\u0041tfn-1.eE \n\ud83d\ude00x";
        for (int round = 0; round < 20_000; round++) {
            GrowingJson growing = new GrowingJson(Optional.of(SCHEMA)).add("{");
            for (int i = 0; i < 40; i++) {
                growing.add(String.valueOf(letters.charAt(random.nextInt(letters.length()))));
                growing.best();
                growing.problems();
            }
            growing.end();
        }
        GrowingJson deep = new GrowingJson(Optional.empty()).add("[".repeat(5000));
        assertEquals(1, deep.problems().size());
    }

    private static GrowingJson growing(String text) {
        return new GrowingJson(Optional.of(SCHEMA)).add(text);
    }
}
