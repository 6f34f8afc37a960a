package modelscan.launcher;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modelscan.launcher.ShellClientConnection.Done;
import modelscan.launcher.ShellClientConnection.Look;

/**
 * The other end of the shell's socket: runs one command, or many.
 *
 * <pre>{@code
 * java -cp 'lib/*' modelscan.launcher.ShellClient --home DIR exec 'ms:providers' --json
 * java -cp 'lib/*' modelscan.launcher.ShellClient --home DIR shell
 * }</pre>
 *
 * <p>The exit code is that of the (last) command; 64 for wrong arguments, 69 when no ModelScan can be reached.
 */
final class ShellClient {
    private static final int USAGE = 64;
    private static final int UNREACHABLE = 69;
    private static final String JSON = "--json";

    private final Path home;
    private final PrintStream out;
    private final PrintStream err;

    ShellClient(Path home, PrintStream out, PrintStream err) {
        this.home = home;
        this.out = out;
        this.err = err;
    }

    /** Runs the client and ends the process. */
    public static void main(String[] arguments) {
        // Not System.out: the terminal's encoding may be unknown here, the text is UTF-8 anyway.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), System.getenv(), out, err));
    }

    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        List<String> words = new ArrayList<>(arguments);
        String home = environment.getOrDefault("MODELSCAN_HOME", "");
        if (words.size() > 1 && words.getFirst().equals("--home")) {
            words.removeFirst();
            home = words.removeFirst();
        }
        boolean shell = words.equals(List.of("shell"));
        boolean exec = words.size() > 1 && words.getFirst().equals("exec");
        if (home.isBlank() || !shell && !exec) {
            err.println("usage: --home DIR shell | exec '<command>' [" + JSON + "]");
            err.flush();
            return USAGE;
        }
        ShellClient client = new ShellClient(Path.of(home).toAbsolutePath().normalize(), out, err);
        return shell ? client.shell() : client.exec(words.subList(1, words.size()));
    }

    private int exec(List<String> words) {
        boolean json = words.size() > 1 && words.getLast().equals(JSON);
        String line = String.join(" ", json ? words.subList(0, words.size() - 1) : words);
        return connected(connection -> told(connection.run(line, look(json), out, err)));
    }

    private int shell() {
        return connected(connection -> atTerminal()
                ? ShellClientPrompt.run(connection, home.resolve("data").resolve("shell.history"))
                : lines(connection, new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))));
    }

    /** Runs the lines of a script; the last one decides how it ended. */
    int lines(ShellClientConnection connection, BufferedReader script) throws IOException {
        int code = 0;
        for (String line = script.readLine(); line != null; line = script.readLine()) {
            if (!line.isBlank()) {
                code = told(connection.run(line, look(false), out, err));
            }
        }
        return code;
    }

    private interface Work {
        int with(ShellClientConnection connection) throws IOException;
    }

    private int connected(Work work) {
        ShellClientConnection connection;
        try {
            connection = ShellClientConnection.open(home);
        } catch (IOException nobody) {
            return say(UNREACHABLE, "no ModelScan is running with home " + home + " (" + nobody.getMessage()
                    + "); start it with ./modelscan run");
        }
        try (connection) {
            return work.with(connection);
        } catch (IOException broken) {
            return say(UNREACHABLE, broken.getMessage());
        }
    }

    private int told(Done done) {
        return done.error().isEmpty() ? done.code() : say(done.code(), done.error());
    }

    private int say(int code, String sentence) {
        out.flush();
        err.println("error: " + sentence);
        err.flush();
        return code;
    }

    private static Look look(boolean json) {
        boolean terminal = atTerminal();
        return new Look(terminal ? ShellClientWidth.columns() : 0, terminal, json);
    }

    private static boolean atTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
