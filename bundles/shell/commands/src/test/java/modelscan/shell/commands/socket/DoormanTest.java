package modelscan.shell.commands.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import modelscan.api.gateway.Cancellation;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import modelscan.shell.commands.AnswerFormat;
import modelscan.shell.commands.SessionVariables;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Column;
import modelscan.shell.commands.answer.Listing;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real socket, real Gogo, made-up commands. */
@Timeout(30)
class DoormanTest {
    @TempDir
    Path home;

    private final Commands commands = new Commands();
    private CommandProcessorImpl processor;
    private Doorman doorman;

    /** The made-up commands. */
    public static final class Commands {
        final CountDownLatch started = new CountDownLatch(1);
        final CountDownLatch interrupted = new CountDownLatch(1);
        final CountDownLatch told = new CountDownLatch(1);

        public Answer things(CommandSession session, String... words) {
            return new Listing("things", List.of(Column.text("name"), Column.number("size")), List.of(
                    Listing.row().put("name", "a name that is rather long").put("size", 1),
                    Listing.row().put("name", "ü€😀").put("size", 12345)));
        }

        public void slow(CommandSession session, String... words) throws InterruptedException {
            SessionVariables.cancellation(session).onCancel(told::countDown);
            Process.Utils.current().out().print("begun");
            Process.Utils.current().out().flush();
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException cancelled) {
                interrupted.countDown();
                throw cancelled;
            }
        }

        public void flood(CommandSession session, String... words) throws InterruptedException {
            started.countDown();
            while (!Thread.interrupted()) {
                Process.Utils.current().out().println("x".repeat(5000));
            }
            interrupted.countDown();
        }

        public String count(CommandSession session, String... words) throws IOException {
            int lines = 0;
            for (int read = Process.Utils.current().in().read(); read >= 0; read = Process.Utils.current().in().read()) {
                lines += read == '\n' ? 1 : 0;
            }
            return lines + " lines";
        }

        public String say(CommandSession session, String... words) {
            return String.join(" ", words);
        }

        public void refuse(CommandSession session, String... words) {
            throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "not today"));
        }

        public void crash(CommandSession session, String... words) {
            throw new IllegalStateException("a bug");
        }
    }

    @BeforeEach
    void open() throws IOException {
        ThreadIOImpl threads = new ThreadIOImpl();
        processor = new CommandProcessorImpl(threads);
        processor.addConverter(new AnswerFormat());
        for (String name : List.of("things", "slow", "flood", "count", "say", "refuse", "crash")) {
            processor.addCommand("ms", commands, name);
        }
        doorman = new Doorman(home, processor, (line, cursor) -> new Suggestions(List.of(line + "!"), cursor));
    }

    @AfterEach
    void close() throws IOException {
        doorman.close();
        processor.stop();
    }

    @Test
    void runsACommandWithAndWithoutScope() throws IOException {
        try (Client client = new Client(doorman.path())) {
            String table = "NAME                         SIZE\na name that is rather long      1\nü€😀                        12345\n";
            assertEquals(new Client.Heard(table, "", 0, ""), client.run("ms:things"));
            assertEquals(new Client.Heard(table, "", 0, ""), client.run("things"));
        }
    }

    @Test
    void fitsTheTableToTheTerminal() throws IOException {
        try (Client client = new Client(doorman.path())) {
            Client.Heard heard = client.run(Json.object().put("run", "things").put("width", 20).put("tty", true));
            assertEquals("\u001b[1mNAME            SIZE\u001b[0m\na name that …      1\nü€😀           12345\n", heard.out());
        }
    }

    @Test
    void keepsVariablesAndPipes() throws IOException {
        try (Client client = new Client(doorman.path())) {
            assertEquals("hello\n", client.run("x = hello").out());
            assertEquals("hello world?\n", client.run("say $x world?").out());
            assertEquals("3 lines\n", client.run("things | count").out());
        }
    }

    @Test
    void explainsFailures() throws IOException {
        try (Client client = new Client(doorman.path())) {
            assertEquals(new Client.Heard("", "", 1, "unknown command 'thigns'; did you mean 'things'?"), client.run("thigns"));
            assertEquals(new Client.Heard("", "", 1, "unknown command 'ms:thing'; did you mean 'things'?"), client.run("ms:thing"));
            assertEquals(new Client.Heard("", "", 1, "not today"), client.run("refuse"));
            assertEquals(new Client.Heard("", "", 1, "a bug"), client.run("crash"));
            assertEquals(1, client.run("say 'open").code());
            assertEquals(new Client.Heard("", "", 0, ""), client.run(""));
        }
    }

    @Test
    void streamsOutputAndCancels() throws Exception {
        try (Client client = new Client(doorman.path())) {
            client.run("x = kept");
            client.say("{\"run\":\"slow\"}");
            assertEquals("begun", client.hear().path("out").asText());
            client.say("{\"cancel\":true}");
            assertEquals(new Client.Heard("", "", 130, "cancelled"), client.rest());
            assertTrue(commands.told.await(10, TimeUnit.SECONDS));
            assertTrue(commands.interrupted.await(10, TimeUnit.SECONDS));
            assertEquals("kept\n", client.run("say $x").out());
        }
    }

    @Test
    void cancelsACommandThatWrites() throws Exception {
        try (Client client = new Client(doorman.path())) {
            client.say("{\"run\":\"flood\"}");
            assertTrue(client.hear().path("out").asText().startsWith("xxx"));
            client.say("{\"cancel\":true}");
            assertEquals(130, client.rest().code());
            assertEquals("still there\n", client.run("say still there").out());
        }
    }

    @Test
    void endsWhatRunsWhenTheClientLeaves() throws Exception {
        try (Client client = new Client(doorman.path())) {
            client.say("{\"run\":\"slow\"}");
            assertTrue(commands.started.await(10, TimeUnit.SECONDS));
        }
        assertTrue(commands.interrupted.await(10, TimeUnit.SECONDS));
    }

    @Test
    void endsWhatFloodsAClientThatDoesNotListen() throws Exception {
        try (Client client = new Client(doorman.path())) {
            client.say("{\"run\":\"flood\"}");
            assertTrue(commands.started.await(10, TimeUnit.SECONDS));
        }
        assertTrue(commands.interrupted.await(10, TimeUnit.SECONDS));
    }

    @Test
    void endsWhatRunsWhenTheShellStops() throws Exception {
        try (Client client = new Client(doorman.path())) {
            client.say("{\"run\":\"slow\"}");
            assertEquals("begun", client.hear().path("out").asText());
            doorman.close();
            assertTrue(commands.interrupted.await(10, TimeUnit.SECONDS));
            assertFalse(Files.exists(doorman.path()));
        }
    }

    @Test
    void runsOneCommandAtATime() throws Exception {
        try (Client client = new Client(doorman.path())) {
            client.say("{\"run\":\"slow\"}");
            assertEquals("begun", client.hear().path("out").asText());
            client.say("{\"run\":\"things\"}");
            assertEquals(new Client.Heard("", "", 2, "a command is running already"), client.rest());
        }
        assertTrue(commands.interrupted.await(10, TimeUnit.SECONDS));
    }

    @Test
    void completes() throws IOException {
        try (Client client = new Client(doorman.path())) {
            client.say("{\"complete\":\"ms:pro\",\"cursor\":4}");
            assertEquals(Json.read("{\"candidates\":[\"ms:pro!\"],\"from\":4}"), client.hear());
        }
    }

    @Test
    void answersGarbageAndHangsUp() throws IOException {
        Random random = new Random(7);
        List<String> garbage = new ArrayList<>(List.of("", "{}", "[]", "{\"run\":1}", "{\"run\":\"x\",\"wide\":1}", "{\"run\"",
                "{\"run\":\"x\",\"width\":-1}", "{\"complete\":\"x\",\"cursor\":\"y\"}"));
        for (int i = 0; i < 50; i++) {
            byte[] bytes = new byte[random.nextInt(1, 60)];
            random.nextBytes(bytes);
            garbage.add(new String(bytes, StandardCharsets.ISO_8859_1).replace('\n', ' '));
        }
        for (String line : garbage) {
            try (Client client = new Client(doorman.path())) {
                client.say(line);
                assertEquals(2, client.hear().path("done").asInt(), line);
                assertNull(client.hear(), line);
            }
        }
    }

    @Test
    void hangsUpOnALineWithoutEnd() throws IOException {
        try (Client client = new Client(doorman.path())) {
            assertThrows(IOException.class, () -> {
                client.say("{\"run\":\"" + "x".repeat(Message.LONGEST));
                if (client.hear() == null) {
                    throw new IOException("hung up");
                }
            });
        }
    }

    @Test
    void refusesTheSeventeenthClient() throws IOException {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            Client client = new Client(doorman.path());
            clients.add(client);
            assertEquals(0, client.run("say " + i).code());
        }
        try (Client late = new Client(doorman.path())) {
            JsonNode refusal = late.hear();
            assertEquals(1, refusal.path("done").asInt());
            assertTrue(refusal.path("error").asText().contains("16 clients"), refusal.toString());
        }
        for (Client client : clients) {
            client.close();
        }
    }
}
