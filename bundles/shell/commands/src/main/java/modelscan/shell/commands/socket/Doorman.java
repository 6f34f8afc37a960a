package modelscan.shell.commands.socket;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import modelscan.base.json.Json;
import org.apache.felix.service.command.CommandProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets clients in through the socket file, sixteen at a time. */
public final class Doorman implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Doorman.class);
    private static final int MOST = 16;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final SocketFile file;
    private final CommandProcessor processor;
    private final Suggestions.Source completion;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Opens the socket of the home. */
    public Doorman(Path home, CommandProcessor processor, Suggestions.Source completion) throws IOException {
        this.file = SocketFile.open(home);
        this.processor = processor;
        this.completion = completion;
        Thread.ofVirtual().name("modelscan-shell-door").start(this::accept);
    }

    /** Where the socket is. */
    public Path path() {
        return file.path();
    }

    /** Closes the socket and ends what runs. */
    @Override
    public void close() throws IOException {
        closed = true;
        file.close();
        for (Connection connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        while (!closed) {
            try {
                admit(file.channel().accept());
            } catch (IOException failed) {
                if (!closed) {
                    LOG.warn("a shell client could not be let in", failed);
                    // Whatever is used up, such as file handles, is not back at once.
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        }
    }

    private void admit(SocketChannel channel) throws IOException {
        if (connections.size() >= MOST) {
            refuse(channel);
            return;
        }
        Connection connection = new Connection(channel, processor, completion);
        connections.add(connection);
        if (closed) {
            // It came in while the door was being closed, and nobody else would end it.
            connection.close();
        }
        Thread.ofVirtual().name("modelscan-shell-client").start(() -> {
            try {
                connection.run();
            } finally {
                connections.remove(connection);
            }
        });
    }

    private static void refuse(SocketChannel channel) throws IOException {
        try (channel) {
            byte[] line = Json.write(Outcome.failed("the shell serves " + MOST + " clients already; close one").json());
            Channels.newOutputStream(channel).write((new String(line, StandardCharsets.UTF_8) + "\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
    }
}
