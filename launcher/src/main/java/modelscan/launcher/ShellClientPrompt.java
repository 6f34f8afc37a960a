package modelscan.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import modelscan.launcher.ShellClientConnection.Done;
import modelscan.launcher.ShellClientConnection.Look;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The prompt of the interactive shell: history, completion, Ctrl-C ends the command, Ctrl-D leaves. */
final class ShellClientPrompt {
    private static final String PROMPT = "modelscan> ";
    private static final Set<String> LEAVE = Set.of("exit", "quit");

    private final ShellClientConnection connection;
    private final Terminal terminal;
    private final PrintStream out;

    ShellClientPrompt(ShellClientConnection connection, Terminal terminal) {
        this.connection = connection;
        this.terminal = terminal;
        OutputStream bytes = terminal.output();
        this.out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    }

    static int run(ShellClientConnection connection, Path history) throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).encoding(StandardCharsets.UTF_8).build()) {
            return new ShellClientPrompt(connection, terminal).read(history);
        }
    }

    int read(Path history) throws IOException {
        terminal.handle(Terminal.Signal.INT, _ -> cancel());
        LineReader reader = reader(history);
        int code = 0;
        while (true) {
            try {
                String line = reader.readLine(PROMPT).strip();
                if (LEAVE.contains(line)) {
                    return code;
                }
                code = line.isEmpty() ? code : show(line);
            } catch (UserInterruptException lineDropped) {
                code = 0;
            } catch (EndOfFileException left) {
                return code;
            }
        }
    }

    private LineReader reader(Path history) throws IOException {
        makePrivate(history);
        return LineReaderBuilder.builder().terminal(terminal).appName("modelscan")
                .completer((_, line, candidates) -> complete(line, candidates))
                .variable(LineReader.HISTORY_FILE, history)
                // "!" is a letter in a sentence for a model, not a search in the history.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    private int show(String line) throws IOException {
        Done done = connection.run(line, new Look(terminal.getWidth(), true, false), out, out);
        if (!done.error().isEmpty()) {
            out.println("error: " + done.error());
            out.flush();
        }
        return done.code();
    }

    private void complete(ParsedLine line, List<Candidate> candidates) {
        try {
            connection.complete(line.line(), line.cursor(), line.cursor() - line.wordCursor())
                    .forEach(word -> candidates.add(new Candidate(word)));
        } catch (IOException gone) {
            // The next command will say so.
        }
    }

    private void cancel() {
        try {
            connection.cancel();
        } catch (IOException gone) {
            // Then nothing runs any more.
        }
    }

    private static void makePrivate(Path history) throws IOException {
        try {
            Files.createFile(history, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException there) {
            Files.setPosixFilePermissions(history, PosixFilePermissions.fromString("rw-------"));
        }
    }
}
