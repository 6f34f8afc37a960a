package modelscan.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection that is written with: made when needed, looked at after a pause, dropped when it broke; for one thread. */
final class Pen {
    private static final Logger LOG = LoggerFactory.getLogger(Pen.class);
    private static final long REST = 1_000_000_000;
    private static final int SECONDS = 2;

    private final Engine engine;
    private Connection connection;
    private long used;

    Pen(Engine engine) {
        this.engine = engine;
    }

    Connection connection() throws SQLException {
        long now = System.nanoTime();
        if (connection != null && now - used > REST && !connection.isValid(SECONDS)) {
            drop();
        }
        if (connection == null) {
            connection = engine.connect();
        }
        used = now;
        return connection;
    }

    /** Undoes what was not committed, and takes a new one next time. */
    void drop() {
        if (connection == null) {
            return;
        }
        try (Connection old = connection) {
            connection = null;
            old.rollback();
        } catch (SQLException gone) {
            LOG.debug("A connection that is given up could not be closed", gone);
        }
    }
}
