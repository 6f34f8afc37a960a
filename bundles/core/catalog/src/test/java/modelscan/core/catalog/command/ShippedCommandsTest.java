package modelscan.core.catalog.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import modelscan.base.json.Fields;
import modelscan.base.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands that we ship. */
class ShippedCommandsTest {
    private static final Path PROVIDERS = Path.of("../../provider");
    private static final Set<String> NAMES = Set.of("model", "prompt", "system", "session", "effort", "schema", "request",
            "question");
    private static final Map<String, String> ALL = Map.of("model", "M", "prompt", "P", "system", "S", "session", "I", "effort",
            "E", "schema", "{}", "request", "R", "question", "Q");

    static List<String> tools() {
        return List.of("claude-code", "codex", "gemini-cli", "headless-cli", "opencode", "vibe");
    }

    @ParameterizedTest
    @MethodSource("tools")
    void theirNamesAreThoseThatDialectsGive(String tool) {
        CommandForm form = form(tool);
        Stream.of(form.run(), form.system(), form.resume(), List.of(form.stdin())).flatMap(List::stream).forEach(text -> {
            Matcher name = Pattern.compile("\\{([a-z.]+)").matcher(text);
            while (name.find()) {
                assertTrue(NAMES.contains(name.group(1)), tool + " knows no {" + name.group(1) + "}");
            }
        });
        assertTrue(form.install().isPresent());
    }

    @ParameterizedTest
    @MethodSource("tools")
    void nothingDanglesAndNothingIsRunUnasked(String tool) {
        List<String> bare = new Arguments(Map.of()).of(form(tool));
        assertTrue(bare.stream().noneMatch(argument -> argument.contains("{")), () -> "left over: " + bare);
        assertTrue(bare.stream().noneMatch(argument -> argument.matches(".*(yolo|danger|bypass|full-auto).*")));
        assertTrue(bare.stream().noneMatch(List.of("--model", "--effort", "-c", "--variant", "--json-schema")::contains), () -> "" + bare);
    }

    @ParameterizedTest
    @MethodSource("tools")
    void aSessionIsNamedLast(String tool) {
        CommandForm form = form(tool);
        List<String> arguments = new Arguments(ALL).of(form);
        List<String> resume = form.resume().stream().map(text -> text.replace("{session}", "I")).toList();
        assertEquals(resume, arguments.subList(arguments.size() - resume.size(), arguments.size()));
    }

    private static CommandForm form(String tool) {
        Path file = PROVIDERS.resolve(tool).resolve("src/main/resources/MODELSCAN-INF/provider.json");
        try {
            return CommandReader.read(Fields.open(Json.read(Files.readAllBytes(file)).path("command"), tool));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
