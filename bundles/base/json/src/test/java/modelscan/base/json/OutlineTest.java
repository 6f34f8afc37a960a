package modelscan.base.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutlineTest {
    private static final String MESSAGE = """
            { "model" : "a/b", "stream":true, "n": -1.5e3 , "grüße":"🌍 \\"x\\" \\u00e9", "none":null,
              "messages":[{"role":"user","content":"hi, {not} \\\\ a brace }"}, [], {}], "last" : false }
            """;

    @Test
    void knowsWhereEveryMemberLies() {
        Outline outline = outline(MESSAGE);
        JsonNode tree = Json.read(MESSAGE);
        for (var member : tree.properties()) {
            Optional<JsonNode> wanted = member.getValue().isNull() ? Optional.empty() : Optional.of(member.getValue());
            assertEquals(wanted, outline.node(member.getKey()), member.getKey());
        }
        assertEquals(Optional.of("a/b"), outline.text("model"));
        assertTrue(outline.flag("stream"));
        assertFalse(outline.flag("last"));
        assertFalse(outline.flag("absent"));
        assertTrue(outline.has("none"));
        assertEquals(tree, outline.tree());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "\"x\"", "{", "{\"a\":1", "{\"a\" 1}", "{\"a\":1} x", "{\"a\":1}{}", "{'a':1}",
        "{\"a\":01}", "{\"a\":nul}", "{\"a\":\"\n\"}", "{a:1}", "{\"a\":1,}", "{\"a\":[1,2}", "{\"a\":NaN}", "{\"model\":\"x\",\"model\":\"y\"}"})
    void refusesWhatIsNotOneObject(String text) {
        FailureException refused = assertThrows(FailureException.class, () -> outline(text));
        assertEquals(ErrorCode.INVALID_REQUEST, refused.failure().code());
    }

    @Test
    void namesTheMemberOfTheWrongKind() {
        assertEquals(Optional.of("model"), assertThrows(FailureException.class, () -> outline("{\"model\":3}").text("model"))
                .failure().field());
        assertEquals(Optional.of("stream"), assertThrows(FailureException.class, () -> outline("{\"stream\":\"yes\"}").flag("stream"))
                .failure().field());
    }

    @Test
    void refusesDeepNestingWithoutBreaking() {
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThrows(FailureException.class, () -> outline(deep));
        String fine = "{\"a\":" + "[".repeat(Json.DEPTH - 1) + "]".repeat(Json.DEPTH - 1) + "}";
        assertTrue(outline(fine).has("a"));
    }

    @Test
    void survivesEveryTruncationAndRandomChange() {
        byte[] good = MESSAGE.strip().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThrows(FailureException.class, () -> Outline.of("test", cut));
        }
        Random random = new Random(7);
        for (int round = 0; round < 5000; round++) {
            byte[] changed = good.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            try {
                Outline.of("test", changed).has("model");
            } catch (FailureException refused) {
                assertEquals(ErrorCode.INVALID_REQUEST, refused.failure().code());
            }
        }
    }

    @Test
    void acceptsExactlyWhatTheLibraryAccepts() {
        String alphabet = "{}[]\",:\\\\ntrufalse0123-+.eEu \t\u00e9\ud83c\udf0d";
        int accepted = 0;
        for (int seed = 0; seed < 60_000; seed++) {
            Random random = new Random(seed);
            byte[] text = changed(random, alphabet);
            boolean ours = accepts(() -> Outline.of("test", text));
            boolean theirs = accepts(() -> {
                if (!Json.read(text).isObject() || duplicates(text)) {
                    throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "no object"));
                }
            });
            // What nobody checked must do no harm, and what was checked must lie in the same places.
            accepts(() -> assertTrue(Outline.trusted("test", text).members().size() <= text.length));
            if (ours) {
                assertEquals(Outline.of("test", text).members(), Outline.trusted("test", text).members(), "seed " + seed);
            }
            assertEquals(theirs, ours, "seed " + seed + ": " + new String(text, StandardCharsets.UTF_8));
            accepted += ours ? 1 : 0;
        }
        assertTrue(accepted > 1000, "only " + accepted + " were accepted at all");
    }

    private static byte[] changed(Random random, String alphabet) {
        String[] seeds = {MESSAGE.strip(), "{\"a\":[1,-0.5e+3,true],\"b\":{\"c\":null}}", "{\"x\":\"\\u00e9\\n\"}", "{}"};
        StringBuilder text = new StringBuilder(seeds[random.nextInt(seeds.length)]);
        for (int change = random.nextInt(3); change > 0; change--) {
            int at = random.nextInt(text.length());
            text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean duplicates(byte[] text) {
        try {
            Outline.of("test", text);
            return false;
        } catch (FailureException refused) {
            return refused.failure().message().contains("twice");
        }
    }

    private static boolean accepts(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (FailureException refused) {
            return false;
        }
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        for (byte[] bad : new byte[][] {{(byte) 0xff}, {(byte) 0xc3}, {(byte) 0xe2, (byte) 0x82}, {(byte) 0x80}, {(byte) 0xf5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
            // An overlong slash, half a pair, an overlong form of four bytes, and one above all characters.
            {(byte) 0xe0, (byte) 0x80, (byte) 0xaf}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, {(byte) 0xf0, (byte) 0x80, (byte) 0x80, (byte) 0xaf},
            {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80}}) {
            byte[] text = new byte[bad.length + 8];
            System.arraycopy("{\"a\":\"".getBytes(StandardCharsets.UTF_8), 0, text, 0, 6);
            System.arraycopy(bad, 0, text, 6, bad.length);
            text[6 + bad.length] = '"';
            text[7 + bad.length] = '}';
            assertThrows(FailureException.class, () -> Outline.of("test", text));
        }
    }

    @Test
    void takesTheFirstAndTheLastCharacterOfEachLength() {
        for (String good : new String[] {"\u0080", "\u07ff", "\u0800", "\ud7ff", "\ue000", "\uffff", "\ud800\udc00", "\udbff\udfff"}) {
            assertEquals(Optional.of(good), Outline.of("test", ("{\"a\":\"" + good + "\"}").getBytes(StandardCharsets.UTF_8)).text("a"));
        }
    }

    @Test
    void spliceChangesDropsAndAddsAndCopiesTheRest() {
        Outline outline = outline(MESSAGE);
        byte[] spliced = new Splice(outline).set("model", "new \"name\"").drop("stream").drop("absent")
                .set("options", Json.object().put("x", 1)).bytes();
        ObjectNode wanted = (ObjectNode) Json.read(MESSAGE);
        wanted.put("model", "new \"name\"");
        wanted.remove("stream");
        wanted.putObject("options").put("x", 1);
        assertEquals(wanted, Json.read(spliced));
        assertTrue(new String(spliced, StandardCharsets.UTF_8).contains("-1.5e3"), "numbers stay as they were written");
    }

    @Test
    void spliceRenamesAndKeepsTheBytesOfTheValue() {
        assertEquals("{\"b \\\"\":[1, 2.0],\"c\":3}", new Splice(outline("{\"a\" : [1, 2.0], \"c\":3}")).rename("a", "b \"").toString());
        assertEquals("{\"b\":\"x\"}", new Splice(outline("{\"a\":1}")).rename("a", "b").set("b", "x").toString());
        assertEquals("{}", new Splice(outline("{\"a\":1}")).rename("a", "b").drop("b").toString());
        assertEquals("{\"b\":1,\"a\":\"x\"}", new Splice(outline("{\"a\":1}")).rename("a", "b").set("a", "x").toString());
    }

    @Test
    void spliceWorksOnAnEmptyObject() {
        assertEquals("{}", new Splice(outline("{ }")).toString());
        assertEquals("{\"a\":\"b\"}", new Splice(outline("{}")).set("a", "b").toString());
        assertEquals("{}", new Splice(outline("{\"a\":1}")).drop("a").toString());
    }

    private static Outline outline(String text) {
        return Outline.of("test", text.getBytes(StandardCharsets.UTF_8));
    }
}
