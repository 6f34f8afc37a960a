package modelscan.core.catalog.quirk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import modelscan.base.json.Outline;
import modelscan.core.catalog.path.Path;
import org.junit.jupiter.api.Test;

class CorrectionTest {
    private static final String BODY = """
            {"model":"m","temperature":1.7,"max_tokens":5,"messages":[{"role":"user","name":"n","content":[{"type":"text",\
            "text":"a"},{"type":"text","text":"b"}]},{"role":"user","content":"c"}],"thinking":{"type":"on","budget":3}}""";

    @Test
    void dropsMembersAtTheTopAndBelow() {
        Draft draft = draft(new Correction.Drop(Path.of("temperature")), new Correction.Drop(Path.of("messages[].name")),
                new Correction.Drop(Path.of("thinking.budget")), new Correction.Drop(Path.of("absent")),
                new Correction.Drop(Path.of("thinking.absent")));
        assertEquals(List.of("temperature", "messages[].name", "thinking.budget"), draft.dropped());
        assertEquals("""
                {"model":"m","max_tokens":5,"messages":[{"role":"user","content":[{"type":"text","text":"a"},\
                {"type":"text","text":"b"}]},{"role":"user","content":"c"}],"thinking":{"type":"on"}}""", text(draft));
    }

    @Test
    void aMessageWithoutAnythingToCorrectIsTheSameBytes() {
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        Draft draft = new Draft(Outline.of("plain", body));
        new Correction.Drop(Path.of("logprobs")).apply(draft);
        new Correction.Clamp(Path.of("temperature"), Optional.empty(), Optional.of(BigDecimal.TWO)).apply(draft);
        new Correction.Default(Path.of("thinking.type"), TextNode.valueOf("off")).apply(draft);
        assertSame(body, draft.bytes());
    }

    @Test
    void renamesAndKeepsWhatIsThereAlready() {
        assertEquals("{\"limits\":{\"out\":5}}", corrected("{\"max_tokens\":5}",
                new Correction.Rename(Path.of("max_tokens"), Path.of("limits.out"))));
        assertEquals("{\"b\":2}", corrected("{\"a\":1,\"b\":2}", new Correction.Rename(Path.of("a"), Path.of("b"))));
        assertEquals("{\"x\":{},\"y\":1}", corrected("{\"x\":{\"a\":1}}", new Correction.Rename(Path.of("x.a"), Path.of("y"))));
        assertEquals("{\"c\":1}", corrected("{\"c\":1}", new Correction.Rename(Path.of("a"), Path.of("b"))));
    }

    @Test
    void renamesAMemberAsItStandsAndLaterCorrectionsKnowTheNewName() {
        Correction rename = new Correction.Rename(Path.of("a"), Path.of("b"));
        assertEquals("{\"b\":5.00,\"c\":null}", corrected("{\"a\" : 5.00, \"c\":null}", rename));
        assertEquals("{\"b\":null}", corrected("{\"a\":null}", rename));
        assertEquals("{\"c\":1}", corrected("{\"a\":1}", rename, new Correction.Rename(Path.of("b"), Path.of("c"))));
        assertEquals("{}", corrected("{\"a\":1}", rename, new Correction.Drop(Path.of("b"))));
        assertEquals("{\"b\":1}", corrected("{\"a\":1}", rename, new Correction.Drop(Path.of("a"))));
        assertEquals("{\"b\":2}", corrected("{\"a\":9}", rename,
                new Correction.Clamp(Path.of("b"), Optional.empty(), Optional.of(BigDecimal.TWO))));
        assertEquals("{\"b\":1,\"a\":\"x\"}", corrected("{\"a\":1}", rename,
                new Correction.Default(Path.of("a"), TextNode.valueOf("x"))));
    }

    @Test
    void addsWhatIsMissing() {
        assertEquals("{\"a\":1,\"t\":{\"type\":\"off\"}}", corrected("{\"a\":1}",
                new Correction.Default(Path.of("t.type"), TextNode.valueOf("off"))));
        assertEquals("{\"t\":{\"x\":1,\"type\":\"off\"}}", corrected("{\"t\":{\"x\":1}}",
                new Correction.Default(Path.of("t.type"), TextNode.valueOf("off"))));
        assertEquals("{\"a\":null}", corrected("{\"a\":null}", new Correction.Default(Path.of("a"), TextNode.valueOf("x"))));
    }

    @Test
    void keepsNumbersWithinBounds() {
        Correction clamp = new Correction.Clamp(Path.of("t"), Optional.of(new BigDecimal("0.01")), Optional.of(BigDecimal.ONE));
        assertEquals("{\"t\":1}", corrected("{\"t\":1.7}", clamp));
        assertEquals("{\"t\":0.01}", corrected("{\"t\":0}", clamp));
        assertEquals("{\"t\":0.5}", corrected("{\"t\":0.5}", clamp));
        assertEquals("{\"t\":\"hot\"}", corrected("{\"t\":\"hot\"}", clamp));
    }

    @Test
    void replacesWordsAlsoInLists() {
        Correction replace = new Correction.Replace(Path.of("messages[].role"), Map.of("developer", "system"));
        assertEquals("{\"messages\":[{\"role\":\"system\"},{\"role\":\"user\"}]}",
                corrected("{\"messages\":[{\"role\":\"developer\"},{\"role\":\"user\"}]}", replace));
        assertEquals("{\"m\":[\"x\",\"b\"]}", corrected("{\"m\":[\"a\",\"b\"]}",
                new Correction.Replace(Path.of("m[]"), Map.of("a", "x"))));
    }

    @Test
    void flattensListsOfTextOnly() {
        Correction flatten = new Correction.Flatten(Path.of("messages[].content"));
        assertEquals("{\"messages\":[{\"content\":\"a\\nb\"},{\"content\":\"c\"}]}", corrected(
                "{\"messages\":[{\"content\":[{\"text\":\"a\"},\"b\"]},{\"content\":\"c\"}]}", flatten));
        String mixed = "{\"messages\":[{\"content\":[{\"text\":\"a\"},{\"image_url\":{}}]}]}";
        assertEquals(mixed, corrected(mixed, flatten));
    }

    @Test
    void laterCorrectionsSeeWhatEarlierOnesDid() {
        assertEquals("{\"limit\":10}", corrected("{\"max\":99}", new Correction.Rename(Path.of("max"), Path.of("limit")),
                new Correction.Clamp(Path.of("limit"), Optional.empty(), Optional.of(BigDecimal.TEN))));
    }

    @Test
    void tellsOnlyWhatWasTakenOut() {
        Draft draft = new Draft(Outline.of("plain", "{\"m\":{\"name\":\"n\"},\"x\":1}".getBytes(StandardCharsets.UTF_8)));
        new Correction.Drop(Path.of("m[].name")).apply(draft);
        new Correction.Drop(Path.of("x")).apply(draft);
        assertEquals(List.of("x"), draft.dropped());
        assertEquals("{\"m\":{\"name\":\"n\"}}", text(draft));
    }

    @Test
    void survivesAnything() {
        Random random = new Random(4);
        List<Correction> all = List.of(new Correction.Drop(Path.of("messages[0].name")),
                new Correction.Rename(Path.of("thinking.type"), Path.of("temperature.x")),
                new Correction.Default(Path.of("messages.x.y"), TextNode.valueOf("v")),
                new Correction.Flatten(Path.of("messages[].content")), new Correction.Replace(Path.of("model"), Map.of("m", "n")));
        byte[] good = BODY.getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 3000; round++) {
            byte[] changed = good.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            try {
                Draft draft = new Draft(Outline.of("plain", changed));
                all.forEach(correction -> correction.apply(draft));
                Json.read(draft.bytes());
            } catch (FailureException refused) {
                assertEquals(400, refused.failure().status());
            }
        }
    }

    private static Draft draft(Correction... corrections) {
        Draft draft = new Draft(Outline.of("plain", BODY.getBytes(StandardCharsets.UTF_8)));
        List.of(corrections).forEach(correction -> correction.apply(draft));
        return draft;
    }

    private static String corrected(String body, Correction... corrections) {
        Draft draft = new Draft(Outline.of("plain", body.getBytes(StandardCharsets.UTF_8)));
        List.of(corrections).forEach(correction -> correction.apply(draft));
        return text(draft);
    }

    private static String text(Draft draft) {
        return new String(draft.bytes(), StandardCharsets.UTF_8);
    }
}
