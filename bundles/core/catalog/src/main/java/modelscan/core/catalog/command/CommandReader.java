package modelscan.core.catalog.command;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Fields;
import modelscan.base.process.Limits;

/** Reads the word {@code command} of a descriptor. */
public final class CommandReader {
    private static final Set<String> WORDS = Set.of("run", "stdin", "resume", "system", "env", "key", "timeout", "idle",
            "output", "concurrent", "install");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int LONGEST = 24 * 60 * 60;
    private static final int MOST_AT_ONCE = 1000;

    private final Fields fields;

    private CommandReader(Fields fields) {
        this.fields = fields;
    }

    /**
     * The form that the word's value says.
     *
     * @throws FailureException naming place, key and what is wrong
     */
    public static CommandForm read(Fields command) {
        CommandReader reader = new CommandReader(command);
        for (String key : command.keys()) {
            if (!WORDS.contains(key)) {
                throw reader.refuse("unknown key '" + key + "'; allowed are " + String.join(", ", new TreeSet<>(WORDS)));
            }
        }
        return reader.form();
    }

    private CommandForm form() {
        List<String> run = fields.texts("run");
        if (run.isEmpty() || run.getFirst().isBlank() || Template.of(run.getFirst()).named()) {
            throw refuse("'run' begins with the program, such as [\"claude\", \"-p\"]; a caller cannot choose it");
        }
        Limits limits = Limits.usual().total(seconds("timeout", 600)).idle(seconds("idle", 120))
                .output(within("output", 32 << 20, Integer.MAX_VALUE));
        return new CommandForm(run, fields.optionalText("stdin").orElse("{prompt}"), fields.texts("resume"),
                fields.texts("system"), variables(), fields.optionalText("key").map(this::variable), limits,
                within("concurrent", 4, MOST_AT_ONCE), fields.optionalText("install"));
    }

    private List<String> variables() {
        return fields.texts("env").stream().map(this::variable).toList();
    }

    private String variable(String name) {
        if (!VARIABLE.matcher(name).matches()) {
            throw refuse("'" + name + "' is not the name of an environment variable");
        }
        return name;
    }

    private Duration seconds(String key, int usual) {
        return Duration.ofSeconds(within(key, usual, LONGEST));
    }

    private int within(String key, int usual, int most) {
        int value = fields.count(key).orElse(usual);
        if (value < 1 || value > most) {
            throw refuse("'" + key + "' must be from 1 to " + most + ", not " + value);
        }
        return value;
    }

    private FailureException refuse(String why) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, fields.place() + ": " + why));
    }
}
