package modelscan.stage.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modelscan.api.gateway.Candidate;
import modelscan.api.model.Operation;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.Test;

class RightsTest {
    private static final Candidate RESOLD = Samples.candidate("openrouter", "openai/gpt-4o");
    private static final Candidate OWN = Samples.candidate("openai", "gpt-4o");

    @Test
    void aProviderIsNotTheOneWhoResellsIt() {
        assertTrue(ModelRule.of("openai/*").matches(OWN));
        assertFalse(ModelRule.of("openai/*").matches(RESOLD));
        assertFalse(ModelRule.of("openai/gpt-4o").matches(RESOLD));
        assertTrue(ModelRule.of("openrouter/openai/*").matches(RESOLD));
        assertTrue(ModelRule.of("openrouter/*").matches(RESOLD));
        assertTrue(ModelRule.of("*/openai/gpt-4o").matches(RESOLD));
        assertTrue(ModelRule.of("gpt-4o").matches(OWN));
        assertFalse(ModelRule.of("gpt-4o").matches(RESOLD));
        assertTrue(ModelRule.of("gpt-*").matches(OWN));
        assertTrue(ModelRule.of("*").matches(RESOLD));
        assertTrue(ModelRule.of("echo/*").matches(Samples.candidate("echo", "echo")));
        assertFalse(ModelRule.of("GPT-4o").matches(OWN));
    }

    @Test
    void rulesAreWrittenAsTheyWereRead() {
        for (String text : List.of("*", "gpt-4*", "openai/gpt-4o", "*/openai/gpt-4o", "openrouter/openai/*", "a/", "/b", "*/x")) {
            ModelRule rule = ModelRule.of(text);
            assertEquals(rule, ModelRule.of(rule.text()), text);
        }
    }

    @Test
    void nothingSaidAllowsAllAndAnEmptyListNothing() {
        assertTrue(Rights.ALL.allows(OWN) && Rights.ALL.allows(Operation.IMAGE) && Rights.ALL.allowsTool("rm"));
        Rights none = new Rights(Optional.of(List.of()), Optional.of(Set.of()), Optional.of(List.of()), Optional.empty());
        assertFalse(none.allows(OWN) || none.allows(Operation.IMAGE) || none.allowsTool("rm"));
    }

    @Test
    void globsDoWhatTheRegularExpressionWould() {
        Random random = new Random(5);
        for (int i = 0; i < 200_000; i++) {
            String glob = random.ints(random.nextInt(7), 0, 4).mapToObj(at -> "ab*.".substring(at, at + 1)).collect(Collectors.joining());
            String name = random.ints(random.nextInt(9), 0, 3).mapToObj(at -> "ab.".substring(at, at + 1)).collect(Collectors.joining());
            String regex = Stream.of(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            assertEquals(name.matches(regex), Glob.of(glob).matches(name), glob + " on " + name);
        }
    }

    @Test
    void aHostileGlobTakesNoTime() {
        String name = "a".repeat(5000);
        assertFalse(Glob.of("a*".repeat(99) + "b").matches(name));
    }
}
