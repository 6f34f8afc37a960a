package modelscan.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import modelscan.shell.commands.socket.Suggestions;
import org.junit.jupiter.api.Test;

class CompletionTest {
    private final Completion completion = new Completion(
            () -> List.of(new Verb("ms", "providers", "", List.of(), ""),
                    new Verb("ms", "models", "[provider]", List.of("provider"), ""),
                    new Verb("acme", "drain", "<provider> <model>", List.of("provider", "model"), "")),
            kind -> Map.of("provider", List.of("openai", "ollama", "echo"), "model", List.of("echo/slow")).get(kind));

    private Suggestions at(String line) {
        return completion.at(line, line.length());
    }

    @Test
    void completesCommands() {
        assertEquals(new Suggestions(List.of("acme:drain", "models", "providers"), 0), at(""));
        assertEquals(new Suggestions(List.of("providers"), 0), at("pro"));
        assertEquals(new Suggestions(List.of("ms:models", "ms:providers"), 0), at("ms:"));
        assertEquals(new Suggestions(List.of("acme:drain"), 0), at("ac"));
        assertEquals(new Suggestions(List.of(), 0), at("zzz"));
    }

    @Test
    void completesArgumentsByPosition() {
        assertEquals(new Suggestions(List.of("ollama", "openai"), 7), at("models o"));
        assertEquals(new Suggestions(List.of("echo", "ollama", "openai"), 10), at("ms:models "));
        assertEquals(new Suggestions(List.of("echo/slow"), 16), at("acme:drain echo "));
        assertEquals(new Suggestions(List.of(), 14), at("models openai "));
        assertEquals(new Suggestions(List.of(), 8), at("unknown "));
    }

    @Test
    void beginsAnewAfterASeparator() {
        assertEquals(new Suggestions(List.of("providers"), 8), at("models; pro"));
        assertEquals(new Suggestions(List.of("models"), 11), at("providers |mo"));
        assertEquals(new Suggestions(List.of("echo"), 15), at("x = (ms:models ec"));
        assertEquals(new Suggestions(List.of("models"), 5), completion.at("   \n mo; rest", 7));
    }

    @Test
    void copesWithAnyLineAndCursor() {
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            String line = random.ints(random.nextInt(20), 0, 128).collect(StringBuilder::new,
                    StringBuilder::appendCodePoint, StringBuilder::append).toString();
            int cursor = random.nextInt(line.length() + 1);
            int from = completion.at(line, cursor).from();
            assertEquals(Math.clamp(from, 0, cursor), from);
        }
    }
}
