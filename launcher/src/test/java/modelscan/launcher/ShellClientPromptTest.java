package modelscan.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ShellClientPromptTest {
    @TempDir
    Path home;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    private Terminal terminal(String keys) throws IOException {
        Terminal terminal = new DumbTerminal("test", "ansi",
                new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)), screen, StandardCharsets.UTF_8);
        terminal.setSize(new Size(90, 30));
        return terminal;
    }

    private ShellClientServer server() throws IOException {
        return ShellClientServer.at(home.resolve("data/shell/shell.sock"), line -> {
            if (line.contains("complete")) {
                return "{\"candidates\":[\"models\"],\"from\":0}\n";
            }
            if (line.contains("slow")) {
                return "";
            }
            return line.contains("cancel") ? "{\"done\":130,\"error\":\"cancelled\"}\n" : "{\"out\":\"fine\\n\"}\n{\"done\":0}\n";
        });
    }

    private Path history() {
        return home.resolve("data").resolve("shell.history");
    }

    @Test
    void runsLinesCompletesThemAndKeepsThem() throws Exception {
        try (ShellClientServer server = server();
                ShellClientConnection connection = ShellClientConnection.open(home);
                Terminal terminal = terminal("mod\t\nhello world!\n\nexit\nnever\n")) {
            assertEquals(0, new ShellClientPrompt(connection, terminal).read(history()));
            assertEquals("{\"complete\":\"mod\",\"cursor\":3}", server.heard.take());
            assertEquals("{\"run\":\"models\",\"width\":90,\"tty\":true,\"json\":false}", server.heard.take());
            assertEquals("{\"run\":\"hello world!\",\"width\":90,\"tty\":true,\"json\":false}", server.heard.take());
            assertTrue(server.heard.isEmpty());
        }
        assertTrue(screen.toString(StandardCharsets.UTF_8).contains("fine"));
        String kept = Files.readString(history());
        assertTrue(kept.contains("hello world!"), kept);
        assertFalse(kept.contains("never"), kept);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(history())));
    }

    @Test
    void cancelsTheCommandWithCtrlC() throws Exception {
        try (ShellClientServer server = server();
                ShellClientConnection connection = ShellClientConnection.open(home);
                Terminal terminal = terminal("slow\n")) {
            CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> {
                try {
                    return new ShellClientPrompt(connection, terminal).read(history());
                } catch (IOException broken) {
                    throw new IllegalStateException(broken);
                }
            }, task -> Thread.ofVirtual().start(task));
            assertTrue(server.heard.poll(10, TimeUnit.SECONDS).contains("slow"));
            terminal.raise(Terminal.Signal.INT);
            assertEquals("{\"cancel\":true}", server.heard.poll(10, TimeUnit.SECONDS));
            assertEquals(130, code.get(10, TimeUnit.SECONDS));
        }
        assertTrue(screen.toString(StandardCharsets.UTF_8).contains("error: cancelled"));
    }
}
