package modelscan.shell.commands.socket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import modelscan.base.json.Json;

/**
 * Sends lines to a client, by a thread of its own.
 *
 * <p>A command that is being cancelled is interrupted, and an interrupted thread that writes to a channel closes it; so
 * the thread of a command never touches the socket.
 */
final class Outbox implements AutoCloseable {
    private static final int WAITING = 64;
    private static final byte[] END = {};

    private final OutputStream socket;
    private final BlockingQueue<byte[]> lines = new ArrayBlockingQueue<>(WAITING);
    private final Thread writer;
    private volatile boolean over;

    Outbox(OutputStream socket) {
        this.socket = socket;
        this.writer = Thread.ofVirtual().name("modelscan-shell-writer").start(this::write);
    }

    /** Sends one line, waiting when the client is slow. */
    void send(ObjectNode line) throws IOException {
        byte[] json = Json.write(line);
        byte[] ended = Arrays.copyOf(json, json.length + 1);
        ended[json.length] = '\n';
        put(ended);
    }

    /** Sends what was put in until now, then ends. */
    @Override
    public void close() {
        try {
            put(END);
            writer.join();
        } catch (IOException gone) {
            // The client is no longer there.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(byte[] line) throws IOException {
        try {
            lines.put(line);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("cancelled");
        }
        if (over) {
            // Nobody empties the box any more; whoever waits in put() must not wait for ever.
            lines.clear();
            throw new IOException("the client is gone");
        }
    }

    private void write() {
        try {
            for (byte[] line = lines.take(); line != END; line = lines.take()) {
                socket.write(line);
            }
        } catch (IOException | InterruptedException gone) {
            // Whoever sends next is told.
        } finally {
            over = true;
            lines.clear();
        }
    }
}
