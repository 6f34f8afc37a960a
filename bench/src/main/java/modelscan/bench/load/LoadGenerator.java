package modelscan.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/**
 * Sends one call over many kept-alive connections from a single thread.
 *
 * <pre>{@code
 * LoadResult result = new LoadGenerator(call, 16, Pace.closed()).run(Duration.ofSeconds(3));
 * }</pre>
 */
public final class LoadGenerator {
    private static final int BUFFER = 64 * 1024;
    private static final long CONNECT_AGAIN_NANOS = 5_000_000;
    private static final long WAKE_MILLIS = 20;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final byte[] bytes = new byte[BUFFER];
    private final Deque<ClientConnection> idle = new ArrayDeque<>();
    private final Call call;
    private final ByteBuffer request;
    private final int connections;
    private final Pace pace;
    private int busy;
    private long notBefore;

    public LoadGenerator(Call call, int connections, Pace pace) {
        if (connections < 1) {
            throw new IllegalArgumentException("connections must be positive: " + connections);
        }
        this.call = call;
        this.connections = connections;
        this.pace = pace;
        byte[] content = call.bytes();
        request = ByteBuffer.allocateDirect(content.length).put(content).flip();
    }

    /** Sends for the given time, then waits up to 30 seconds for what is still open. */
    public LoadResult run(Duration duration) throws IOException {
        long end = System.nanoTime() + duration.toNanos();
        return run(() -> System.nanoTime() - end >= 0, Duration.ofSeconds(30));
    }

    /** Sends until told that it is over, then waits at most the grace time for what is still open. */
    public LoadResult run(BooleanSupplier over, Duration grace) throws IOException {
        Score score = new Score(System.nanoTime());
        try (Selector selector = Selector.open()) {
            pace.begin(System.nanoTime());
            while (!over.getAsBoolean()) {
                long wait = dispatch(selector, score);
                selector.select(key -> proceed(key, score), wait);
            }
            long end = System.nanoTime() + grace.toNanos();
            while (busy > 0 && System.nanoTime() < end) {
                selector.select(key -> proceed(key, score), WAKE_MILLIS);
            }
            closeAll(selector, score);
        }
        return score.result();
    }

    /** Starts all that is due and can be started; answers the milliseconds until there may be more. */
    private long dispatch(Selector selector, Score score) {
        long now = System.nanoTime();
        while (busy < connections && now >= notBefore) {
            long due = pace.due(now);
            if (due > now) {
                return Math.clamp((due - now) / 1_000_000, 1, WAKE_MILLIS);
            }
            pace.started();
            start(selector, due, score);
        }
        return busy < connections ? 1 : WAKE_MILLIS;
    }

    private void start(Selector selector, long due, Score score) {
        try {
            ClientConnection connection = idle.poll();
            if (connection == null) {
                connection = ClientConnection.open(selector, call, request);
            }
            send(connection, due, score);
        } catch (IOException refused) {
            score.add(Outcome.REFUSED);
            notBefore = System.nanoTime() + CONNECT_AGAIN_NANOS;
        }
    }

    private void send(ClientConnection connection, long due, Score score) {
        busy++;
        try {
            connection.send(due);
        } catch (IOException broken) {
            finish(connection, Outcome.CUT, score);
        }
    }

    private void proceed(SelectionKey key, Score score) {
        ClientConnection connection = (ClientConnection) key.attachment();
        boolean wasBusy = connection.isBusy();
        connection.proceed(buffer, bytes).ifPresent(outcome -> {
            if (wasBusy) {
                finish(connection, outcome, score);
            } else {
                // The other side closed a connection that nobody was using: no harm done.
                idle.remove(connection);
                connection.close();
            }
        });
    }

    private void finish(ClientConnection connection, Outcome outcome, Score score) {
        busy--;
        score.add(connection, outcome);
        connection.release();
        boolean whole = outcome == Outcome.OK || outcome == Outcome.STATUS || outcome == Outcome.SHORT;
        if (whole && connection.isReusable()) {
            idle.push(connection);
            return;
        }
        connection.close();
    }

    private void closeAll(Selector selector, Score score) {
        for (SelectionKey key : selector.keys()) {
            ClientConnection connection = (ClientConnection) key.attachment();
            if (connection.isBusy()) {
                score.add(Outcome.UNFINISHED);
            }
            connection.close();
        }
        idle.clear();
        busy = 0;
    }
}
