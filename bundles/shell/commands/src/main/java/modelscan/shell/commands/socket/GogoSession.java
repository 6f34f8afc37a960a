package modelscan.shell.commands.socket;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import modelscan.api.gateway.Cancellation;
import modelscan.shell.commands.SessionVariables;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Paper;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;

/** Runs command lines in Gogo, one after the other; variables live as long as the client is there. */
final class GogoSession implements AutoCloseable {
    private final CommandProcessor processor;
    private final Outbox outbox;
    private final Object lock = new Object();
    private CommandSession session;
    private List<Outlet> outlets = List.of();
    private Cancellation cancellation = new Cancellation();
    private boolean closed;

    GogoSession(CommandProcessor processor, Outbox outbox) {
        this.processor = processor;
        this.outbox = outbox;
        this.session = open();
    }

    Outcome run(Message.Run run) {
        Paper paper = new Paper(run.width(), run.terminal());
        Cancellation mine = new Cancellation();
        CommandSession running;
        synchronized (lock) {
            if (closed) {
                return Outcome.CANCELLED;
            }
            cancellation = mine;
            running = session;
            SessionVariables.set(running, paper, run.json(), mine);
        }
        try {
            for (String statement : Statements.of(run.line())) {
                show(running, running.execute(statement), paper);
            }
            return mine.cancelled() ? Outcome.CANCELLED : Outcome.DONE;
        } catch (Exception failed) {
            return mine.cancelled() ? Outcome.CANCELLED : Trouble.outcome(failed, commands(running));
        }
    }

    /**
     * Ends what runs, if anything does.
     *
     * <p>The session goes with it: Gogo's streams are closed when a thread is interrupted while it writes, and what the
     * thread still says is no longer of interest. A new session takes over the variables.
     */
    void cancel() {
        synchronized (lock) {
            cancellation.cancel();
            CommandSession old = session;
            outlets.forEach(Outlet::close);
            session = open();
            variables(old).forEach(name -> session.put(name, old.get(name)));
            old.close();
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            cancellation.cancel();
            outlets.forEach(Outlet::close);
            session.close();
        }
    }

    private CommandSession open() {
        outlets = List.of(new Outlet(outbox, "out"), new Outlet(outbox, "err"));
        CommandSession opened = processor.createSession(InputStream.nullInputStream(),
                new PrintStream(outlets.getFirst(), true, StandardCharsets.UTF_8),
                new PrintStream(outlets.getLast(), true, StandardCharsets.UTF_8));
        opened.put("SCOPE", "ms:*");
        // A question mark in a sentence for a model is not a pattern for file names.
        opened.put(CommandSession.OPTION_NO_GLOB, true);
        return opened;
    }

    private static void show(CommandSession running, Object result, Paper paper) {
        switch (result) {
            case null -> { }
            case Answer answer -> running.getConsole().println(answer.text(paper));
            case Object other -> running.getConsole().println(running.format(other, Converter.INSPECT));
        }
    }

    @SuppressWarnings("unchecked")
    private static Set<String> variables(CommandSession session) {
        return (Set<String>) session.get(".variables");
    }

    @SuppressWarnings("unchecked")
    private static Set<String> commands(CommandSession session) {
        return (Set<String>) session.get(".commands");
    }
}
