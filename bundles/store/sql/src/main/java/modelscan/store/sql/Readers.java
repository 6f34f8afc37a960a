package modelscan.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import modelscan.api.gateway.store.Store.Work;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The few connections that are read with; each work sees one state of the tables. */
final class Readers {
    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);
    private static final int MOST = 4;
    private static final long PATIENCE = 1000;

    private final Engine engine;
    private final Semaphore places = new Semaphore(MOST, true);
    private final BlockingQueue<Connection> resting = new ArrayBlockingQueue<>(MOST);
    private volatile boolean closed;

    Readers(Engine engine) {
        this.engine = engine;
    }

    <T> T read(Work<T> work) {
        enter();
        try {
            return readNow(work);
        } catch (SQLException unread) {
            engine.consider(unread);
            throw Reasons.of("the database could not be read", unread);
        } finally {
            places.release();
        }
    }

    void close() {
        closed = true;
        Connection left = resting.poll();
        while (left != null) {
            drop(left);
            left = resting.poll();
        }
    }

    private void enter() {
        try {
            if (!places.tryAcquire(PATIENCE, TimeUnit.MILLISECONDS)) {
                throw Reasons.busy();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FailureException(Failure.of(ErrorCode.CANCELLED, "interrupted while waiting for the database"));
        }
    }

    private <T> T readNow(Work<T> work) throws SQLException {
        if (closed) {
            throw Reasons.closed();
        }
        Connection connection = taken();
        boolean whole = false;
        try {
            T result = Lent.to(work, connection, engine);
            connection.rollback();
            whole = true;
            return result;
        } finally {
            if (!whole || closed || !resting.offer(connection)) {
                drop(connection);
            }
        }
    }

    private Connection taken() throws SQLException {
        Connection rested = resting.poll();
        if (rested != null && rested.isValid(2)) {
            return rested;
        }
        if (rested != null) {
            drop(rested);
        }
        Connection fresh = engine.connect();
        fresh.setReadOnly(true);
        // Of these two databases the first gives a snapshot already under this name.
        fresh.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return fresh;
    }

    private static void drop(Connection connection) {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException gone) {
            LOG.debug("A connection that is given up could not be closed", gone);
        }
    }
}
