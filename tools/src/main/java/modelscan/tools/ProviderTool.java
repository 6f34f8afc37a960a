package modelscan.tools;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code modelscan provider} does: writes a provider plugin, and checks one. */
public final class ProviderTool {
    private static final Set<String> NEW_VALUES = Set.of("--like", "--openapi", "--url", "--name", "--into");
    private static final Set<String> NEW_FLAGS = Set.of("--lone", "--json");
    private static final Set<String> CHECK_VALUES = Set.of("--model");
    private static final Set<String> CHECK_FLAGS = Set.of("--live", "--json");

    private final Installed installed;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    ProviderTool(Path distribution, Map<String, String> environment, PrintStream out, PrintStream err) {
        this.installed = new Installed(distribution);
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** Ends with the exit code; the first word is the folder of the distribution. */
    public static void main(String[] words) {
        System.setProperty("logback.configurationFile", "modelscan/tools/logback.xml");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        ProviderTool tool = new ProviderTool(Path.of(words[0]), System.getenv(), out, err);
        System.exit(tool.run(Arrays.asList(words).subList(1, words.length)).code());
    }

    ToolExit run(List<String> words) {
        String action = words.isEmpty() ? "" : words.getFirst();
        try {
            List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
            return switch (action) {
                case "new" -> new NewProvider(installed, out).run(Words.of(rest, NEW_VALUES, NEW_FLAGS));
                case "check" -> new CheckedProvider(installed, environment, out, err)
                        .run(Words.of(rest, CHECK_VALUES, CHECK_FLAGS));
                default -> throw new Words.Misused("Say what to do: new ID or check PLACE");
            };
        } catch (Words.Misused misused) {
            err.println(misused.getMessage() + "; see modelscan provider --help");
            return ToolExit.MISUSED;
        } catch (IOException | RuntimeException impossible) {
            err.println("It cannot be done: " + (impossible.getMessage() == null ? impossible : impossible.getMessage()));
            return ToolExit.IMPOSSIBLE;
        }
    }
}
