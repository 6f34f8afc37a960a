package modelscan.shell.commands.socket;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.apache.felix.service.command.CommandProcessor;

/** One client: reads its lines, while a second thread runs what it asked for. */
final class Connection implements Runnable, AutoCloseable {
    private final SocketChannel channel;
    private final CommandProcessor processor;
    private final Suggestions.Source completion;
    private final AtomicReference<Thread> running = new AtomicReference<>();

    Connection(SocketChannel channel, CommandProcessor processor, Suggestions.Source completion) {
        this.channel = channel;
        this.processor = processor;
        this.completion = completion;
    }

    /** Serves the client until it leaves or {@link #close()} is called. */
    @Override
    public void run() {
        try (channel;
                Outbox outbox = new Outbox(Channels.newOutputStream(channel));
                GogoSession session = new GogoSession(processor, outbox)) {
            LineReader lines = new LineReader(new BufferedInputStream(Channels.newInputStream(channel)), Message.LONGEST);
            serve(lines, outbox, session);
        } catch (IOException gone) {
            // The client left; there is nobody to tell.
        }
    }

    /** Ends the connection; what runs for it is cancelled. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void serve(LineReader lines, Outbox outbox, GogoSession session) throws IOException {
        try {
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                switch (Message.read(line.get())) {
                    case Message.Run run -> start(run, outbox, session);
                    case Message.Complete(String text, int cursor) -> outbox.send(completion.at(text, cursor).json());
                    case Message.Cancel() -> {
                        if (running.get() != null) {
                            session.cancel();
                        }
                    }
                }
            }
        } catch (FailureException garbled) {
            outbox.send(Outcome.garbled(garbled.failure().message()).json());
        }
    }

    private void start(Message.Run run, Outbox outbox, GogoSession session) {
        Thread thread = Thread.ofVirtual().name("modelscan-shell-command").unstarted(() -> finish(run, outbox, session));
        if (!running.compareAndSet(null, thread)) {
            throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "a command is running already"));
        }
        thread.start();
    }

    private void finish(Message.Run run, Outbox outbox, GogoSession session) {
        Outcome outcome = session.run(run);
        running.set(null);
        try {
            outbox.send(outcome.json());
        } catch (IOException gone) {
            // The client left while the command ran.
        }
    }
}
