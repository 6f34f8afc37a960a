package modelscan.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Gateway;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Money;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.shell.commands.answer.Paper;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ChatTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicReference<Exchange> asked = new AtomicReference<>();

    private CommandSession session(Function<Exchange, Reply> answer, Paper paper, Cancellation cancellation) {
        Gateway gateway = Fakes.fake(Gateway.class, (_, arguments) -> {
            asked.set((Exchange) arguments[0]);
            return answer.apply((Exchange) arguments[0]);
        });
        CommandProcessorImpl processor = new CommandProcessorImpl(new ThreadIOImpl());
        processor.addCommand("ms", new Chat(gateway), "chat");
        CommandSession session = processor.createSession(InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        session.put("SCOPE", "ms:*");
        SessionVariables.set(session, paper, false, cancellation);
        return session;
    }

    private void run(Reply reply, Paper paper) throws Exception {
        session(_ -> reply, paper, new Cancellation()).execute("chat groq/llama \"how are\" you");
    }

    private static Receipt receipt(Receipt receipt) {
        return receipt.from(new Candidate("groq", Model.unknown("llama", Operation.CHAT)), 2)
                .using(Usage.NONE.with(Unit.INPUT, 3).with(Unit.OUTPUT, 2)).costing(new Cost.Known(Money.of("0.00000120", "USD")));
    }

    @Test
    void printsTheAnswerAndWhatItTook() throws Exception {
        run(Reply.of(new StreamEvent.Started("1", "llama"), new StreamEvent.TextDelta(0, "fine, "),
                new StreamEvent.TextDelta(0, "thanks"), new StreamEvent.Finished(0, FinishReason.STOP, "stop"))
                .receipted(ChatTest::receipt), Paper.ENDLESS);
        assertEquals("fine, thanks\n", out.toString(StandardCharsets.UTF_8));
        assertEquals("groq/llama · 3 tokens in · 2 out · 0.0000012 USD · 2 attempts\n", err.toString(StandardCharsets.UTF_8));
        assertEquals("groq/llama", asked.get().chat().model());
        assertEquals("how are you", asked.get().chat().messages().getLast().text());
        assertTrue(asked.get().inquiry().stream());
    }

    @Test
    void palesTheLastLineAndThinkingOnATerminal() throws Exception {
        run(Reply.of(new StreamEvent.ThinkingDelta(0, "hm", Optional.empty(), Optional.empty()),
                new StreamEvent.TextDelta(0, "yes\n"), new StreamEvent.UsageReported(Usage.NONE.with(Unit.OUTPUT, 7))),
                new Paper(80, true));
        assertEquals("\u001b[2mhm\u001b[0myes\n", out.toString(StandardCharsets.UTF_8));
        assertEquals("\u001b[2mnobody answered · ? tokens in · 7 out · cost unknown (no usage is known)\u001b[0m\n",
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void letsNoModelWriteToTheTerminal() throws Exception {
        run(Reply.of(new StreamEvent.TextDelta(0, "a\u001b]0;title\u0007b")), Paper.ENDLESS);
        assertEquals("a\uFFFD]0;title\uFFFDb\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void failsWithWhatBrokeTheAnswer() {
        FailureException failed = assertThrows(FailureException.class,
                () -> run(Reply.refused(ErrorCode.RATE_LIMITED, "slowly"), Paper.ENDLESS));
        assertEquals(ErrorCode.RATE_LIMITED, failed.failure().code());
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        assertThrows(FailureException.class, () -> session(_ -> Reply.of(), Paper.ENDLESS, new Cancellation()).execute("chat echo"));
    }

    @Test
    void closesTheReplyWhenCancelled() throws Exception {
        BlockingQueue<Optional<StreamEvent>> events = new LinkedBlockingQueue<>(List.of(
                Optional.of(new StreamEvent.TextDelta(0, "begun"))));
        CountDownLatch printed = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Iterator<StreamEvent> endless = new Iterator<>() {
            private Optional<StreamEvent> next = Optional.empty();

            @Override
            public boolean hasNext() {
                if (events.isEmpty()) {
                    printed.countDown();
                }
                try {
                    next = events.take();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
                return next.isPresent();
            }

            @Override
            public StreamEvent next() {
                return next.orElseThrow();
            }
        };
        Cancellation cancellation = new Cancellation();
        CommandSession session = session(_ -> Reply.of(endless, () -> {
            closed.countDown();
            events.add(Optional.empty());
        }), Paper.ENDLESS, cancellation);
        CompletableFuture<Object> running = CompletableFuture.supplyAsync(() -> {
            try {
                return Optional.ofNullable(session.execute("chat echo hi"));
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }, task -> Thread.ofVirtual().start(task));
        assertTrue(printed.await(10, TimeUnit.SECONDS));
        assertFalse(running.isDone());
        cancellation.cancel();
        assertTrue(closed.await(10, TimeUnit.SECONDS));
        running.get(10, TimeUnit.SECONDS);
        assertTrue(asked.get().cancellation().cancelled());
    }
}
