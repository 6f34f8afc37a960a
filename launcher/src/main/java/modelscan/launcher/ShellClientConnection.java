package modelscan.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Speaks with the shell of a running ModelScan; the protocol is described in {@code modelscan.shell.commands.socket}. */
final class ShellClientConnection implements AutoCloseable {
    private static final int LONGEST = 1024 * 1024;
    // Nobody reads our output any more; what a shell says of a process that was ended by SIGPIPE.
    private static final int UNHEARD = 141;

    private final SocketChannel channel;
    private final BufferedReader reader;
    private final OutputStream writer;

    private ShellClientConnection(SocketChannel channel) {
        this.channel = channel;
        this.reader = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
        this.writer = Channels.newOutputStream(channel);
    }

    /** How output is to look: the columns of the terminal (0: any), whether it is one, whether JSON is wanted. */
    record Look(int width, boolean terminal, boolean json) {
    }

    /** How a command ended. */
    record Done(int code, String error) {
    }

    /** Connects to the shell of the home; fails when nobody listens there. */
    static ShellClientConnection open(Path home) throws IOException {
        Path socket = socket(home);
        if (!Files.exists(socket)) {
            throw new IOException("there is no socket");
        }
        return new ShellClientConnection(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    }

    /** Runs a command line and prints what it says, until it is over. */
    Done run(String line, Look look, PrintStream out, PrintStream err) throws IOException {
        send("{\"run\":" + ShellClientJson.quoted(line) + ",\"width\":" + look.width() + ",\"tty\":" + look.terminal()
                + ",\"json\":" + look.json() + "}");
        while (true) {
            Map<String, Object> answer = receive();
            if (answer.get("done") instanceof Long code) {
                return new Done(Math.clamp(code, 0, 255), answer.get("error") instanceof String error ? error : "");
            }
            if (!printed(answer.get("out"), out) || !printed(answer.get("err"), err)) {
                return new Done(UNHEARD, "");
            }
        }
    }

    /** The words that may replace the one that ends at the cursor and begins at {@code from}. */
    List<String> complete(String line, int cursor, int from) throws IOException {
        send("{\"complete\":" + ShellClientJson.quoted(line) + ",\"cursor\":" + cursor + "}");
        Map<String, Object> answer = receive();
        boolean sameWord = answer.get("from") instanceof Long begin && begin == from;
        return sameWord && answer.get("candidates") instanceof List<?> words
                ? words.stream().map(String::valueOf).toList() : List.of();
    }

    /** Ends the running command; may be called by another thread. */
    void cancel() throws IOException {
        send("{\"cancel\":true}");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Where the socket of a home is: the pointer is there when its path would be too long for a socket. */
    private static Path socket(Path home) throws IOException {
        Path pointer = home.resolve("data").resolve("shell.path");
        return Files.exists(pointer) ? Path.of(Files.readString(pointer).strip())
                : home.resolve("data").resolve("shell").resolve("shell.sock");
    }

    private synchronized void send(String line) throws IOException {
        writer.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, Object> receive() throws IOException {
        String line = line();
        try {
            return ShellClientJson.read(line);
        } catch (IllegalArgumentException garbled) {
            throw new IOException("ModelScan does not speak the protocol of this client: " + garbled.getMessage(), garbled);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int letter = reader.read(); letter != '\n'; letter = reader.read()) {
            if (letter < 0) {
                throw new IOException("ModelScan went away before the command was over");
            }
            if (line.length() == LONGEST) {
                throw new IOException("ModelScan sent a line longer than " + LONGEST + " characters");
            }
            line.append((char) letter);
        }
        return line.toString();
    }

    private static boolean printed(Object text, PrintStream stream) {
        if (text instanceof String words) {
            stream.print(words);
        }
        return !stream.checkError();
    }
}
