package modelscan.bench.process;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options of a command line, each known by name.
 *
 * <pre>{@code Options.of(args, Set.of("seconds"), Set.of("quick")).number("seconds", 3)}</pre>
 */
public final class Options {
    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /** Reads {@code --name value} and {@code --flag}; anything else is refused by name. */
    public static Options of(String[] arguments, Set<String> valued, Set<String> flags) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (flags.contains(name)) {
                values.put(name, "true");
            } else if (valued.contains(name) && i + 1 < arguments.length) {
                values.put(name, arguments[++i]);
            } else {
                throw new IllegalArgumentException(valued.contains(name)
                        ? "--" + name + " needs a value"
                        : "unknown option " + arguments[i] + "; known are " + known(valued, flags));
            }
        }
        return new Options(values);
    }

    public boolean has(String flag) {
        return values.containsKey(flag);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public int number(String name, int otherwise) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("--" + name + " needs a whole number, not " + value, notANumber);
        }
        throw new IllegalArgumentException("--" + name + " must not be negative: " + value);
    }

    private static String known(Set<String> valued, Set<String> flags) {
        StringBuilder list = new StringBuilder();
        valued.stream().sorted().forEach(name -> list.append(" --").append(name).append(" VALUE"));
        flags.stream().sorted().forEach(name -> list.append(" --").append(name));
        return list.isEmpty() ? "none" : list.substring(1);
    }
}
