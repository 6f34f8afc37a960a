package modelscan.stage.health;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import modelscan.api.gateway.store.Store;

/** A database in a folder that can be opened again. */
final class FileStore implements Store, Store.Tables, AutoCloseable {
    private final Connection connection;

    FileStore(Path folder) throws SQLException {
        connection = DriverManager.getConnection("jdbc:hsqldb:file:" + folder.resolve("db")
                + ";hsqldb.write_delay=false;hsqldb.default_table_type=cached", "SA", "");
        connection.setAutoCommit(false);
        execute("create table if not exists migrated (owner varchar(40), version integer)");
    }

    @Override
    public Kind kind() {
        return Kind.HSQLDB;
    }

    @Override
    public synchronized Tables open(String owner, List<Migration> migrations) {
        write(on -> {
            for (Migration migration : migrations.subList(version(owner), migrations.size())) {
                for (String statement : migration.statements().split(";\\s*\n")) {
                    execute(statement);
                }
                execute("insert into migrated values ('" + owner + "', " + migration.version() + ")");
            }
            return null;
        });
        return this;
    }

    private int version(String owner) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("select coalesce(max(version), 0) from migrated where owner = ?")) {
            ask.setString(1, owner);
            try (ResultSet rows = ask.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    @Override
    public synchronized <T> T write(Work<T> work) {
        try {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public <T> T read(Work<T> work) {
        return write(work);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Ends as a process that is killed does: what was not written is lost. */
    @Override
    public void close() throws SQLException {
        execute("shutdown immediately");
        connection.close();
    }
}
