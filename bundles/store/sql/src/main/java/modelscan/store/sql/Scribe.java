package modelscan.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import modelscan.api.gateway.store.Store.Work;

/**
 * The one thread that writes; works that wait at the same time share a commit.
 *
 * <p>A commit costs a turn of the disk, and HSQLDB shares none between connections. A work that fails is undone alone.
 */
final class Scribe {
    private static final int MOST_WAITING = 4096;
    private static final int GROUP = 512;
    private static final long PATIENCE = 10_000;

    private final Engine engine;
    private final Pen pen;
    private final BlockingQueue<Writing<?>> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread = Thread.ofPlatform().daemon().name("modelscan store").unstarted(this::run);
    private volatile boolean closed;

    Scribe(Engine engine) {
        this.engine = engine;
        this.pen = new Pen(engine);
    }

    void start() {
        thread.start();
    }

    /** Does a work in a transaction that it may share; it is on disk when this returns. */
    <T> T write(Work<T> work) {
        return await(new Writing<>(work, false));
    }

    /** Does a work that commits itself, as often as it likes. */
    <T> T alone(Work<T> work) {
        return await(new Writing<>(work, true));
    }

    /** Writes what waits, and takes nothing more. */
    void close() {
        synchronized (queue) {
            closed = true;
            // Something to do, so that it looks up; if there is no room, it is awake.
            queue.offer(new Writing<>(_ -> null, false));
        }
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T await(Writing<T> writing) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a work must not wait for another one to be written");
        }
        synchronized (queue) {
            if (closed) {
                throw Reasons.closed();
            }
            if (!queue.offer(writing)) {
                throw Reasons.busy();
            }
        }
        return writing.await();
    }

    private void run() {
        List<Writing<?>> group = new ArrayList<>();
        try {
            while (!closed || !queue.isEmpty()) {
                gather(group);
                write(group);
                group.clear();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            group.forEach(writing -> writing.fail(Reasons.closed()));
            refuseAll();
            pen.drop();
        }
    }

    private void refuseAll() {
        synchronized (queue) {
            closed = true;
            List<Writing<?>> late = new ArrayList<>();
            queue.drainTo(late);
            late.forEach(writing -> writing.fail(Reasons.closed()));
        }
    }

    private void gather(List<Writing<?>> group) throws InterruptedException {
        Writing<?> first = queue.take();
        group.add(first);
        while (!first.alone() && group.size() < GROUP && queue.peek() != null && !queue.peek().alone()) {
            group.add(queue.poll());
        }
    }

    private void write(List<Writing<?>> group) {
        try {
            if (!engine.sound()) {
                throw Reasons.unsound();
            }
            Connection connection = pen.connection();
            if (group.getFirst().alone()) {
                group.getFirst().run(connection);
            } else {
                runAll(group, connection);
            }
            commit(connection);
            group.forEach(Writing::kept);
        } catch (SQLException broken) {
            engine.consider(broken);
            giveUp(group, Reasons.of("the database did not keep it", broken));
        } catch (RuntimeException | Error refused) {
            giveUp(group, refused);
        }
    }

    private void runAll(List<Writing<?>> group, Connection connection) throws SQLException {
        for (Writing<?> writing : group) {
            Savepoint before = group.size() == 1 ? null : connection.setSavepoint();
            boolean done = writing.on(connection, engine) && (before == null || released(before, writing, connection));
            if (before == null && !done) {
                connection.rollback();
            } else if (!done) {
                connection.rollback(before);
            }
        }
    }

    /** PostgreSQL takes nothing after an error, also if the work thought that it did not matter. */
    private boolean released(Savepoint before, Writing<?> writing, Connection connection) {
        try {
            connection.releaseSavepoint(before);
            return true;
        } catch (SQLException broken) {
            writing.fail(Reasons.of("the database refused a part of it", broken));
            return false;
        }
    }

    private void commit(Connection connection) throws SQLException {
        connection.commit();
        // HSQLDB says yes even if its disk said no; only its log tells.
        if (!engine.sound()) {
            throw Reasons.unsound();
        }
    }

    private void giveUp(List<Writing<?>> group, Throwable why) {
        group.forEach(writing -> writing.fail(why));
        pen.drop();
    }
}
