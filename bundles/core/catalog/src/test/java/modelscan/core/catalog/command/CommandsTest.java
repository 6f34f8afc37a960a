package modelscan.core.catalog.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Provider.Health;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Message;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandsTest {
    private static final String END = "echo '{\"end\":true}'";
    @TempDir
    private Path folder;

    @Test
    void aProgramAnswers() {
        Tool tool = tool("printf '%s\\n' \"$@\" > args; cat > stdin; env > env; pwd > where\necho 'Welcome!'; echo '{\"id\":\"s1\"}'\n"
                + "echo '  {\"text\":\"Hello\"}'; echo '! a warning'; " + END, "'-m','{model}','--effort','{effort}','-q'",
                "'env':['TOOL_TOKEN','NOT_SET'],'key':'TOOL_KEY','system':['--system','{system}']");
        Reply reply = tool.open(exchange("-rf $(id)", Message.system("-be brief"), Message.user("hi")));
        List<StreamEvent> events = Samples.events(reply);
        assertEquals(List.of(new StreamEvent.Started("s1", "m"), new StreamEvent.TextDelta(0, "Hello"),
                new StreamEvent.Finished(0, FinishReason.STOP, "end")), events);
        Receipt receipt = reply.receipt();
        assertEquals(Optional.of(1L), receipt.usage().count(Unit.OUTPUT));
        assertEquals(Optional.of(FinishReason.STOP), receipt.finish());
        assertEquals(List.of("seed: unknown"), receipt.warnings());
        assertEquals(1, tool.closed.get());
        awaitIdle(tool);
        assertEquals(List.of("-m", "model x", "-q", "--system", " -be brief"), tool.lines("args"));
        assertEquals("USER:hi\n", tool.file("stdin"));
        assertTrue(tool.lines("env").containsAll(List.of("TOOL_KEY=key-of-account", "TOOL_TOKEN=token-0123456789", "HOME=/home/of/somebody")));
        assertFalse(tool.file("env").contains("SECRET_OF_THE_GATEWAY"));
        assertTrue(tool.file("where").strip().endsWith("work"));
    }

    @Test
    void underItsOwnNameTheToolChoosesTheModel() {
        Tool tool = tool("printf '%s\\n' \"$@\" > args; " + END, "'--model','{model}','x'", "");
        Samples.events(tool.open(Tool.exchange(ChatRequest.of("acme", Message.user("hi")), Map.of(), "acme")));
        awaitIdle(tool);
        assertEquals(List.of("x"), tool.lines("args"));
    }

    @Test
    void aModelIsNeverAnOption() {
        Tool tool = tool(END, "'{model}'", "");
        Failure failure = failed(tool.open(Tool.exchange(ChatRequest.of("m", Message.user("hi")), Map.of(), "--dangerous")));
        assertEquals(ErrorCode.INVALID_REQUEST, failure.code());
        assertEquals(Optional.of("model"), failure.field());
        assertEquals(1, tool.closed.get());
        assertEquals(0, tool.commands().running());
    }

    @Test
    void aStatusWithoutAnAnswerIsAFailureWithoutSecrets() {
        Tool tool = tool("echo bad token $TOOL_TOKEN >&2; exit 4", "", "'env':['TOOL_TOKEN']");
        Reply reply = tool.open(exchange("m", Message.user("hi")));
        assertEquals("4 bad token …", failed(reply).message());
        assertEquals("4 bad token …", reply.receipt().failure().orElseThrow().message());
    }

    @Test
    void whatTheProgramSaidCountsMoreThanItsStatus() {
        assertEquals("boom", failed(tool("echo '{\"error\":\"boom\"}'; exit 0", "", "").open(exchange("m", Message.user("hi")))).message());
        List<StreamEvent> events = Samples.events(tool(END + "; exit 7", "", "").open(exchange("m", Message.user("hi"))));
        assertEquals(1, events.size());
    }

    @Test
    void anAnswerThatBreaksOffIsNoSuccess() {
        List<StreamEvent> events = Samples.events(tool("echo '{\"text\":\"a\"}'", "", "").open(exchange("m", Message.user("hi"))));
        assertEquals(new StreamEvent.TextDelta(0, "a"), events.getFirst());
        assertEquals(ErrorCode.STREAM_CUT, ((StreamEvent.Failed) events.getLast()).failure().code());
        Failure killed = failed(tool("kill -9 $$", "", "").open(exchange("m", Message.user("hi"))));
        assertEquals("137", killed.message());
    }

    @Test
    void limitsOfTheDescriptorHold() {
        assertEquals(ErrorCode.PROVIDER_TIMEOUT, failed(tool("sleep 600", "", "'idle':1").open(exchange("m", Message.user("x")))).code());
        assertEquals(ErrorCode.PROVIDER_GARBAGE, failed(tool("yes", "", "'output':100000").open(exchange("m", Message.user("x")))).code());
        assertEquals(ErrorCode.PROVIDER_GARBAGE, failed(tool("head -c 200000 /dev/zero | tr '\\0' '{'; sleep 600", "",
                "'output':100000").open(exchange("m", Message.user("x")))).code());
    }

    @Test
    void whoGoesAwayEndsTheProgram() {
        Tool tool = tool("echo '{\"text\":\"a\"}'; sleep 600", "", "");
        try (Reply reply = tool.open(exchange("m", Message.user("hi")))) {
            assertTrue(reply.next().isPresent());
        }
        awaitIdle(tool);
        Exchange cancelled = exchange("m", Message.user("hi"));
        Reply reply = tool.open(cancelled);
        assertTrue(reply.next().isPresent());
        cancelled.cancellation().cancel();
        assertEquals(ErrorCode.CANCELLED, failed(reply).code());
        awaitIdle(tool);
    }

    @Test
    void moreThanAllowedWaitAndAreRefused() {
        Tool tool = tool("echo '{\"text\":\"a\"}'; sleep 600", "", "'concurrent':1");
        Reply first = tool.open(exchange("m", Message.user("hi")));
        assertTrue(first.next().isPresent());
        assertEquals(ErrorCode.PROVIDER_OVERLOADED, failed(tool.open(exchange("m", Message.user("hi")))).code());
        first.close();
        Reply second = tool.open(exchange("m", Message.user("hi")));
        assertTrue(second.next().orElseThrow().failure().isEmpty());
        tool.commands().close();
        assertEquals(ErrorCode.CANCELLED, failed(second).code());
        assertEquals(ErrorCode.PROVIDER_GONE, failed(tool.open(exchange("m", Message.user("hi")))).code());
        awaitIdle(tool);
    }

    @Test
    void aMissingProgramSaysHowToGetIt() {
        try (Commands commands = new Commands(Tool.setup(folder, "{'run':['no-such-tool'],'install':'npm install -g tool'}"));
                Commands unset = new Commands(Tool.setup(folder, "{'run':['$[env:NONE]']}"))) {
            Tool tool = tool(END, "", "");
            Failure failure = failed(commands.open(exchange("m", Message.user("hi")), tool.spoken(UnaryOperator.identity())));
            assertEquals(ErrorCode.PROVIDER_UNCONFIGURED, failure.code());
            assertEquals("acme: the program 'no-such-tool' is not on the PATH of the gateway; install it: npm install -g tool", failure.message());
            assertEquals(Health.State.UNCONFIGURED, commands.health().state());
            assertEquals("$[env:NONE] has no value: set it to the path of a program", unset.health().why());
            assertEquals(Health.UP, tool.commands().health());
        }
    }

    @Test
    void anOrderCanBeRefusedBeforeAnythingStarts() {
        Tool tool = tool(END, "", "");
        UnaryOperator<Back.Order> strict = order -> {
            throw new FailureException(Failure.of(ErrorCode.UNSUPPORTED, order.losses().getFirst()));
        };
        assertEquals(ErrorCode.UNSUPPORTED, failed(tool.commands().open(exchange("m", Message.user("hi")), tool.spoken(strict))).code());
        assertEquals(1, tool.closed.get());
    }

    private Tool tool(String script, String arguments, String words) {
        return new Tool(folder, script, arguments, words);
    }

    private static Exchange exchange(String ignored, Message... messages) {
        return Tool.exchange(ChatRequest.of(ignored, messages), Map.of(), "model x");
    }

    private static Failure failed(Reply reply) {
        return ((StreamEvent.Failed) Samples.events(reply).getLast()).failure();
    }

    private static void awaitIdle(Tool tool) {
        while (tool.commands().running() > 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
