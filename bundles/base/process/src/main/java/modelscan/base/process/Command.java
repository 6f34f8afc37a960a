package modelscan.base.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A program with its arguments, which no shell ever sees.
 *
 * <pre>{@code
 * Command command = new Command(List.of("/usr/bin/sort", "-r"), Map.of("LANG", "C"), folder, Limits.usual());
 * }</pre>
 *
 * @param arguments the path of the program, then each argument as it is
 * @param environment all that the program finds in its environment
 * @param folder where it works
 * @param limits how long and how much
 */
public record Command(List<String> arguments, Map<String, String> environment, Path folder, Limits limits) {
    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(limits, "limits");
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a command begins with its program");
        }
    }

    /** The name of the program without its folder. */
    public String program() {
        return String.valueOf(Path.of(arguments.getFirst()).getFileName());
    }

    /** The program alone: arguments hold what callers say, the environment keys. */
    @Override
    public String toString() {
        return "Command[" + program() + "]";
    }
}
