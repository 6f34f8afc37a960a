package modelscan.store.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import modelscan.api.gateway.store.Store.Kind;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** A PostgreSQL server. */
final class Postgres implements Engine {
    private static final int CONNECT_SECONDS = 5;
    private static final int SOCKET_SECONDS = 60;
    private static final String SETTINGS = "set synchronous_commit = on; set statement_timeout = '30s';"
            + " set lock_timeout = '10s'; set idle_in_transaction_session_timeout = '60s'";

    private final Driver driver = new Driver();
    private final String url;
    private final Properties properties = new Properties();

    Postgres(String url, String user, String password) {
        this.url = url;
        if (!user.isBlank()) {
            PGProperty.USER.set(properties, user);
            PGProperty.PASSWORD.set(properties, password);
        }
        PGProperty.APPLICATION_NAME.set(properties, "modelscan");
        PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_SECONDS);
        PGProperty.LOGIN_TIMEOUT.set(properties, CONNECT_SECONDS);
        PGProperty.SOCKET_TIMEOUT.set(properties, SOCKET_SECONDS);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        // What stands in the tables has no place in a message.
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
    }

    @Override
    public Kind kind() {
        return Kind.POSTGRESQL;
    }

    @Override
    public Connection connect() throws SQLException {
        // Not through the process's list of drivers, from which ours is taken when a store is closed.
        Connection connection = driver.connect(url, properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException unusable) {
            connection.close();
            throw unusable;
        }
    }

    /** The server does that. */
    @Override
    public void bound(Statement statement) {
    }

    /** The server ends itself rather than confirm what it could not write. */
    @Override
    public boolean sound() {
        return true;
    }

    @Override
    public void consider(SQLException error) {
    }

    /** Never: here a migration is done whole or not at all. */
    @Override
    public boolean ranBefore(SQLException error) {
        return false;
    }

    @Override
    public void copy(Path folder) {
        throw new FailureException(Failure.of(ErrorCode.UNSUPPORTED, "the tables are on a PostgreSQL server: copy them with its own "
                + "tools, such as pg_dump, before the journal is copied"));
    }

    @Override
    public void close() {
        Drivers.forget(Driver.class);
    }
}
