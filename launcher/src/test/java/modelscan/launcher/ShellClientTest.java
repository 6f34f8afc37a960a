package modelscan.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import modelscan.launcher.ShellClientConnection.Done;
import modelscan.launcher.ShellClientConnection.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ShellClientTest {
    private static final Look PLAIN = new Look(0, false, false);

    @TempDir
    Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ShellClientServer server(Function<String, String> answers) throws IOException {
        return ShellClientServer.at(home.resolve("data/shell/shell.sock"), answers);
    }

    private int run(String... arguments) {
        return ShellClient.run(List.of(arguments), Map.of(), printer(out), printer(err));
    }

    private int exec(String... words) {
        String[] arguments = new String[words.length + 3];
        System.arraycopy(new String[] {"--home", home.toString(), "exec"}, 0, arguments, 0, 3);
        System.arraycopy(words, 0, arguments, 3, words.length);
        return run(arguments);
    }

    private static PrintStream printer(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, false, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void printsWhatTheCommandSaysAndEndsWithItsCode() throws Exception {
        try (ShellClientServer server = server(_ -> "{\"out\":\"ü\\n\"}\n{\"err\":\"dim\\n\"}\n{\"out\":\"b\"}\n{\"done\":7,\"error\":\"so it is\"}\n")) {
            assertEquals(7, exec("ms:models", "groq"));
            assertEquals("{\"run\":\"ms:models groq\",\"width\":0,\"tty\":false,\"json\":false}", server.heard.take());
            assertEquals("ü\nb", text(out));
            assertEquals("dim\nerror: so it is\n", text(err));
        }
    }

    @Test
    void asksForJson() throws Exception {
        try (ShellClientServer server = server(_ -> "{\"done\":0}\n")) {
            assertEquals(0, exec("ms:models", "--json"));
            assertEquals("{\"run\":\"ms:models\",\"width\":0,\"tty\":false,\"json\":true}", server.heard.take());
            assertEquals(0, exec("--json"));
            assertEquals("{\"run\":\"--json\",\"width\":0,\"tty\":false,\"json\":false}", server.heard.take());
            assertEquals("", text(out) + text(err));
        }
    }

    @Test
    void followsThePointerOfALongHome() throws Exception {
        Path elsewhere = home.resolve("elsewhere.sock");
        Files.createDirectories(home.resolve("data"));
        Files.writeString(home.resolve("data/shell.path"), elsewhere.toString());
        try (ShellClientServer server = ShellClientServer.at(elsewhere, _ -> "{\"done\":0}\n")) {
            assertEquals(0, exec("x"));
            assertEquals(1, server.heard.size());
        }
    }

    @Test
    void saysHowToStartAModelScanThatDoesNotRun() throws IOException {
        assertEquals(69, exec("x"));
        assertTrue(text(err).startsWith("error: no ModelScan is running with home " + home), text(err));
        assertTrue(text(err).endsWith("start it with ./modelscan run\n"), text(err));
        server(_ -> "").close();
        assertEquals(69, exec("x"));
        Path deep = home.resolve("x".repeat(120));
        assertEquals(69, run("--home", deep.toString(), "exec", "x"));
    }

    @Test
    void saysThatTheServerWentAwayOrSpeaksNonsense() throws IOException {
        try (ShellClientServer _ = server(line -> line.contains("leave") ? ShellClientServer.HANG_UP : "nonsense\n")) {
            assertEquals(69, exec("leave"));
            assertEquals("error: ModelScan went away before the command was over\n", text(err));
            assertEquals(69, exec("x"));
            assertTrue(text(err).contains("does not speak the protocol"), text(err));
        }
    }

    @Test
    void refusesALineWithoutEnd() throws IOException {
        try (ShellClientServer _ = server(_ -> "{\"out\":\"" + "x".repeat(2 * 1024 * 1024))) {
            assertEquals(69, exec("x"));
            assertTrue(text(err).contains("longer than"), text(err));
        }
    }

    @Test
    void explainsItsArguments() {
        assertEquals(64, run());
        assertEquals(64, run("exec", "x"));
        assertEquals(64, run("--home", home.toString()));
        assertEquals(64, run("--home", home.toString(), "exec"));
        assertEquals(64, run("--home", home.toString(), "dance"));
        assertTrue(text(err).startsWith("usage: "), text(err));
        assertEquals(69, ShellClient.run(List.of("exec", "x"), Map.of("MODELSCAN_HOME", home.toString()), printer(out), printer(err)));
    }

    @Test
    void runsTheLinesOfAScript() throws Exception {
        try (ShellClientServer server = server(line -> line.contains("bad") ? "{\"done\":3,\"error\":\"bad\"}\n" : "{\"out\":\".\"}\n{\"done\":0}\n");
                ShellClientConnection connection = ShellClientConnection.open(home)) {
            ShellClient client = new ShellClient(home, printer(out), printer(err));
            assertEquals(3, client.lines(connection, new BufferedReader(new StringReader("good\n\n  \nbad"))));
            assertEquals(2, server.heard.size());
            assertEquals(0, client.lines(connection, new BufferedReader(new StringReader("bad\ngood\n"))));
            assertEquals("..", text(out));
        }
    }

    @Test
    void cancelsFromAnotherThread() throws Exception {
        try (ShellClientServer server = server(line -> line.contains("cancel") ? "{\"done\":130,\"error\":\"cancelled\"}\n" : "{\"out\":\"begun\"}\n");
                ShellClientConnection connection = ShellClientConnection.open(home)) {
            CompletableFuture<Done> done = CompletableFuture.supplyAsync(() -> {
                try {
                    return connection.run("slow", PLAIN, printer(out), printer(err));
                } catch (IOException broken) {
                    throw new IllegalStateException(broken);
                }
            }, task -> Thread.ofVirtual().start(task));
            assertTrue(server.heard.poll(10, TimeUnit.SECONDS).contains("slow"));
            connection.cancel();
            assertEquals(new Done(130, "cancelled"), done.get(10, TimeUnit.SECONDS));
            assertEquals("begun", text(out));
        }
    }

    @Test
    void endsWhenNobodyReadsItsOutput() throws Exception {
        try (ShellClientServer _ = server(_ -> "{\"out\":\"x\"}\n");
                ShellClientConnection connection = ShellClientConnection.open(home)) {
            PrintStream closed = printer(out);
            closed.close();
            assertEquals(new Done(141, ""), connection.run("x", PLAIN, closed, printer(err)));
        }
    }

    @Test
    void completesOnlyTheSameWord() throws Exception {
        try (ShellClientServer server = server(_ -> "{\"candidates\":[\"models\",\"mood\"],\"from\":3}\n");
                ShellClientConnection connection = ShellClientConnection.open(home)) {
            assertEquals(List.of("models", "mood"), connection.complete("a; mo", 5, 3));
            assertEquals(List.of(), connection.complete("a; mo", 5, 0));
            assertEquals("{\"complete\":\"a; mo\",\"cursor\":5}", server.heard.take());
        }
    }

    @Test
    void readsTheWidthOfTheTerminal() {
        assertEquals(132, ShellClientWidth.columns("43 132\n"));
        for (String odd : List.of("", "0 0", "24", "a b", "24 99999", "24 -1")) {
            assertEquals(80, ShellClientWidth.columns(odd), odd);
        }
    }
}
