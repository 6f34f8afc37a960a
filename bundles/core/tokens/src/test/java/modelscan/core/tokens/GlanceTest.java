package modelscan.core.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Message;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlanceTest {
    private static Glance glance(String json) {
        return Glance.at(json.replace('`', '"').getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"how are you", "Grüße aus Köln, 24 mal 7!", "line one\nline two\n\tindented \"quoted\" \\ back", "漢字とカナ",
        "привет мир", "camelCaseWords and 3.14159", "an emoji 😀 here", "a \u0001 control"})
    void countsAsTheNeutralRequestIsCounted(String text) {
        String json = Json.object().put("model", "llama").put("x", 1).set("messages", Json.array()
                .add(Json.object().put("role", "system").put("content", "You are brief."))
                .add(Json.object().put("role", "user").put("content", text))).toString();
        ChatRequest chat = ChatRequest.of("llama", Message.system("You are brief."), Message.user(text));
        Tally tally = new Tally();
        Contents.of(chat).texts().forEach(tally::add);
        double neutral = Family.LLAMA.weights().tokens(tally) + Family.LLAMA.overhead(Contents.of(chat));
        assertEquals(neutral, glance(json).tokens(Family.LLAMA), text.contains("😀") ? 3 : 1e-9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {`messages`:[],`max_tokens`:200}                                    | 1 | 200 | -1
            {`messages`:[],`max_completion_tokens` : 77,`n`:3}                  | 3 | 77 | -1
            {`contents`:[],`generationConfig`:{`maxOutputTokens`:9,`candidateCount`:2}} | 2 | 9 | -1
            {`thinking`:{`type`:`enabled`,`budget_tokens`:5000},`max_tokens`:6000}  | 1 | 6000 | 5000
            {`reasoning_effort`:`high`}                                         | 1 | -1 | 1024
            {`text`:`max_tokens`,`y`:`n`}                                       | 1 | -1 | -1
            {`max_tokens`:null,`n`:`many`}                                      | 1 | -1 | -1
            """)
    void seesWhatIsWantedInEveryDialect(String json, long choices, long most, long thought) {
        assertEquals(new Answer.Wanted(choices, Optional.of(most).filter(value -> value >= 0),
                Optional.of(thought).filter(value -> value >= 0)), glance(json).wanted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{`content`:[{`type`:`image_url`,`image_url`:{`url`:`https://x.y/z.png`}}]}",
        "{`parts`:[{`inlineData`:{`data`:`AAAA`}}]}", "{`images`:[`AAAA`]}", "{`input_audio`:{}}"})
    void leavesMediaToOthers(String json) {
        assertTrue(Glance.at(json.replace('`', '"').getBytes(StandardCharsets.UTF_8)).isEmpty());
    }

    @Test
    void leavesBlobsToOthersAndReadsLongTexts() {
        assertTrue(Glance.at(("{\"x\":\"" + "QUJD".repeat(300) + "\"}").getBytes(StandardCharsets.UTF_8)).isEmpty());
        assertTrue(glance("{`x`:`" + "a few words ".repeat(300) + "`}").tokens(Family.DEFAULT) > 600);
    }

    @Test
    void garbageDoesNoHarm() {
        Random random = new Random(3);
        byte[] sound = "{\"messages\":[{\"role\":\"user\",\"content\":\"h\\u00e9 \\\\ \\n\"}],\"max_tokens\":12}".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Arrays.copyOf(sound, random.nextInt(sound.length + 1));
            for (int k = 0; k < 3 && bytes.length > 0; k++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Glance.at(bytes).ifPresent(glance -> assertTrue(glance.tokens(Family.DEFAULT) >= 0));
        }
    }
}
