package modelscan.launcher;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the caller chose: an option wins over its environment variable, that over the default.
 *
 * <pre>{@code Options.parse(List.of("--port", "9000"), System.getenv(), Path.of("home")).port() == 9000}</pre>
 */
record Options(Path home, int port, int adminPort) {
    private static final Map<String, String> VARIABLES =
            Map.of("--home", "MODELSCAN_HOME", "--port", "MODELSCAN_PORT", "--admin-port", "MODELSCAN_ADMIN_PORT");
    private static final int HIGHEST_PORT = 65_535;

    Options {
        home = home.toAbsolutePath().normalize();
        if (port != 0 && port == adminPort) {
            throw usage("--port and --admin-port are both " + port + "; they must differ");
        }
    }

    static Options parse(List<String> arguments, Map<String, String> environment, Path defaultHome) {
        Map<String, String> given = given(arguments);
        return new Options(
                choice("--home", given, environment).map(Path::of).orElse(defaultHome),
                choice("--port", given, environment).map(text -> port("--port", text)).orElse(8080),
                choice("--admin-port", given, environment).map(text -> port("--admin-port", text)).orElse(8081));
    }

    private static Map<String, String> given(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String[] word = rest.next().split("=", 2);
            String name = word[0];
            if (!VARIABLES.containsKey(name)) {
                throw usage("Unknown option " + name + "; known are " + String.join(", ", names()));
            }
            if (word.length == 1 && !rest.hasNext()) {
                throw usage("Option " + name + " needs a value");
            }
            if (given.put(name, word.length == 2 ? word[1] : rest.next()) != null) {
                throw usage("Option " + name + " is given twice");
            }
        }
        return given;
    }

    private static Set<String> names() {
        return new TreeSet<>(VARIABLES.keySet());
    }

    private static Optional<String> choice(String name, Map<String, String> given, Map<String, String> environment) {
        return Optional.ofNullable(given.getOrDefault(name, environment.get(VARIABLES.get(name))))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static int port(String name, String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // told below, in the same words as a number out of range
        }
        throw usage(name + " (or " + VARIABLES.get(name) + ") must be a port from 0 to " + HIGHEST_PORT + ", not " + text);
    }

    private static StartFailure usage(String sentence) {
        return new StartFailure(ExitCode.USAGE, sentence);
    }
}
