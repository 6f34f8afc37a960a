package modelscan.store.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import modelscan.api.gateway.store.Store.Kind;
import modelscan.base.disk.FolderLock;
import org.hsqldb.jdbc.JDBCDataSource;
import org.hsqldb.jdbc.JDBCDriver;

/** HSQLDB in a folder of the home, set so that it loses nothing. */
final class Hsqldb implements Engine {
    private static final String OWNER = "SA";
    private static final String USER = "MODELSCAN";
    private static final int TIMEOUT_SECONDS = 30;
    private static final Set<String> EXISTS = Set.of("42504", "42501", "42505");
    private static final Set<Integer> DISK = Set.of(-452, -453, -454, -466, -467, -468, -469);
    // In the address most of these count only for a database that is new, so they are said again at each opening.
    private static final String OPTIONS = ";hsqldb.lock_file=false;hsqldb.extlog=2;hsqldb.write_delay=false;hsqldb.tx=mvcc"
            + ";hsqldb.default_table_type=cached;hsqldb.log_size=64;shutdown=false";
    private static final List<String> SETTINGS = List.of("SET FILES WRITE DELAY FALSE", "SET FILES LOG SIZE 64",
            "SET DATABASE TRANSACTION CONTROL MVCC", "SET DATABASE DEFAULT TABLE TYPE CACHED");
    private static final Map<String, String> READ_BACK = Map.of("hsqldb.write_delay_millis", "0", "hsqldb.tx", "MVCC",
            "hsqldb.extlog", "2", "hsqldb.default_table_type", "CACHED", "hsqldb.log_size", "64");

    private final JDBCDataSource source = new JDBCDataSource();
    private final FolderLock lock;
    private final HsqldbWatch watch;

    private Hsqldb(Path folder, FolderLock lock, HsqldbWatch watch) {
        this.lock = lock;
        this.watch = watch;
        source.setUrl("jdbc:hsqldb:file:" + folder.resolve("db") + OPTIONS);
    }

    static Hsqldb in(Path folder) throws IOException, SQLException {
        if (folder.toString().contains(";")) {
            throw new IOException("HSQLDB cannot live in " + folder + ", because of the semicolon");
        }
        Files.createDirectories(folder, ownerOnly(folder));
        FolderLock lock = FolderLock.take(folder);
        HsqldbWatch watch = HsqldbWatch.begin();
        try {
            Hsqldb database = new Hsqldb(folder, lock, watch);
            database.prepare();
            watch.arm();
            return database;
        } catch (SQLException | RuntimeException unusable) {
            watch.close();
            lock.close();
            throw unusable;
        }
    }

    @Override
    public Kind kind() {
        return Kind.HSQLDB;
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = source.getConnection(USER, "");
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public void bound(Statement statement) throws SQLException {
        statement.setQueryTimeout(TIMEOUT_SECONDS);
    }

    @Override
    public boolean sound() {
        return !watch.alarmed();
    }

    @Override
    public void consider(SQLException error) {
        if (DISK.contains(error.getErrorCode())) {
            watch.alarm(error);
        }
    }

    @Override
    public boolean ranBefore(SQLException error) {
        return EXISTS.contains(String.valueOf(error.getSQLState()));
    }

    @Override
    public void copy(Path folder) throws SQLException {
        try (Connection connection = source.getConnection(OWNER, ""); Statement statement = connection.createStatement()) {
            statement.execute("BACKUP DATABASE TO '" + folder.toString().replace("'", "''") + "/' NOT BLOCKING AS FILES");
        }
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = source.getConnection(OWNER, ""); Statement statement = connection.createStatement()) {
            // On a disk that failed the files stay as they are; their log is read at the next opening.
            statement.execute(sound() ? "SHUTDOWN" : "SHUTDOWN IMMEDIATELY");
        } finally {
            watch.close();
            Drivers.forget(JDBCDriver.class);
            unlock();
        }
    }

    private void unlock() throws SQLException {
        try {
            lock.close();
        } catch (IOException stays) {
            throw new SQLException(stays);
        }
    }

    private void prepare() throws SQLException {
        try (Connection connection = source.getConnection(OWNER, ""); Statement statement = connection.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute(setting);
            }
            readBack(statement);
            user(statement);
        }
    }

    private static void readBack(Statement statement) throws SQLException {
        Map<String, String> found = new HashMap<>();
        try (ResultSet rows = statement.executeQuery(
                "SELECT property_name, property_value FROM INFORMATION_SCHEMA.SYSTEM_PROPERTIES")) {
            while (rows.next()) {
                found.put(rows.getString(1), String.valueOf(rows.getString(2)).toUpperCase(Locale.ROOT));
            }
        }
        List<String> wrong = new ArrayList<>();
        READ_BACK.forEach((name, value) -> {
            if (!value.equals(found.get(name))) {
                wrong.add(name + " is " + found.get(name) + " instead of " + value);
            }
        });
        if (!wrong.isEmpty()) {
            throw new SQLException("HSQLDB does not take the settings without which it loses data: " + wrong);
        }
    }

    /** Who works with the tables may not touch the database itself, nor call Java from SQL. */
    private static void user(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                "SELECT 1 FROM INFORMATION_SCHEMA.SYSTEM_USERS WHERE user_name = '" + USER + "'")) {
            if (rows.next()) {
                return;
            }
        }
        statement.execute("CREATE USER " + USER + " PASSWORD ''");
        statement.execute("CREATE SCHEMA " + USER + " AUTHORIZATION " + USER);
        statement.execute("ALTER USER " + USER + " SET INITIAL SCHEMA " + USER);
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                : new FileAttribute<?>[0];
    }
}
