package modelscan.store.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import modelscan.api.gateway.store.Store;
import modelscan.api.gateway.store.Store.Migration;
import modelscan.api.gateway.store.Store.Tables;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import org.hsqldb.jdbc.JDBCDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HsqldbStoreTest extends StoreContract {
    @TempDir
    Path home;

    @Override
    SqlStore start() {
        return Home.store(home, Words.EMBEDDED);
    }

    private static Store.Work<Void> statement(String sql) {
        return connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
                return null;
            }
        };
    }

    @Test
    void isEmbeddedAndOpensNothingBeforeItIsUsed() {
        assertEquals(Store.Kind.HSQLDB, store().kind());
        assertFalse(Files.exists(home.resolve("data/sql")));
    }

    private static Connection old(String url) throws SQLException {
        JDBCDataSource source = new JDBCDataSource();
        source.setUrl(url);
        return source.getConnection("SA", "");
    }

    /** The address counts only for a new database; an old one must be told, or it loses what it confirmed. */
    @Test
    void setsWhatLosesNothingAlsoOnADatabaseThatWasSetOtherwise() throws SQLException {
        tables();
        store().close();
        String url = "jdbc:hsqldb:file:" + home.resolve("data/sql/db") + ";hsqldb.lock_file=false";
        try (Connection connection = old(url); Statement statement = connection.createStatement()) {
            statement.execute("SET FILES WRITE DELAY TRUE");
            statement.execute("SET DATABASE TRANSACTION CONTROL LOCKS");
            statement.execute("SHUTDOWN");
        }
        count(again().open("keys", List.of(FIRST)));
        store().close();
        try (Connection connection = old(url); Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(
                "select property_value from information_schema.system_properties"
                        + " where property_name in ('hsqldb.write_delay_millis', 'hsqldb.tx') order by property_name")) {
            rows.next();
            assertEquals("mvcc", rows.getString(1).toLowerCase(Locale.ROOT));
            rows.next();
            assertEquals("0", rows.getString(1));
            statement.execute("SHUTDOWN");
        }
    }

    @Test
    void letsNobodyCallJavaOrTouchTheDatabaseItself() {
        Tables tables = tables();
        for (String sql : List.of("call \"java.lang.System.currentTimeMillis\"()",
                "call \"java.lang.System.getProperty\"('user.home')", "shutdown", "set files write delay true", "create user x password 'x'",
                "script 'out.script'", "create function f() returns bigint language java deterministic no sql"
                        + " external name 'CLASSPATH:java.lang.System.nanoTime'")) {
            assertThrows(FailureException.class, () -> tables.write(statement(sql)), sql);
        }
        assertEquals(0, count(tables));
    }

    @Test
    void stopsWhenItsLogTellsThatTheDiskFailed() {
        Tables tables = tables();
        tables.write(insert("a"));
        LogRecord line = new LogRecord(Level.WARNING, "ScriptWriter synch error: ");
        line.setThrown(new IOException("No space left on device"));
        assertEquals("storage_failed", assertThrows(FailureException.class, () -> tables.write(connection -> {
            // As if it happened while this work was committed.
            Logger.getLogger("hsqldb.db.X.ENGINE").log(line);
            return insert("b").on(connection);
        })).failure().reason().orElseThrow());
        assertThrows(FailureException.class, () -> tables.write(insert("c")), "it stays stopped");
        assertTrue(count(again().open("keys", List.of(FIRST))) >= 1);
        tables().write(insert("c"));
    }

    @Test
    void goesOnWhereACrashInterruptedAMigration() {
        tables();
        Migration three = new Migration(2, """
                create table keys_b (id int primary key);
                create table keys_c (id int primary key);
                insert into keys_b (id) values (1);
                """);
        String hash = Script.of(three).hash();
        // The first table was made; whether the second one was, nobody knows: it was.
        store().open("keys", List.of(FIRST)).write(statement("create table keys_b (id int primary key)"));
        store().open("keys", List.of(FIRST)).write(statement("create table keys_c (id int primary key)"));
        store().open("keys", List.of(FIRST)).write(statement("insert into store_migration (owner, version, hash, done, applied)"
                + " values ('keys', 2, '" + hash + "', 1, current_timestamp)"));
        Tables tables = again().open("keys", List.of(FIRST, three));
        assertEquals(1, asked(tables, "select count(*) from keys_b"));
        assertEquals(0, asked(tables, "select count(*) from keys_c"));
        assertEquals(3, asked(tables, "select done from store_migration where version = 2"));
    }

    @Test
    void refusesASecondOneOnItsHome() {
        tables();
        SqlStore second = start();
        FailureException refused = assertThrows(FailureException.class, () -> second.open("keys", List.of(FIRST)));
        assertTrue(refused.getMessage().contains("is in use by process " + ProcessHandle.current().pid()), refused.getMessage());
        store().close();
        assertEquals(0, count(second.open("keys", List.of(FIRST))));
        second.close();
    }

    @Test
    void leavesNothingInTheProcess() {
        tables();
        store().close();
        assertTrue(DriverManager.drivers().noneMatch(driver -> driver.getClass().getName().startsWith("org.hsqldb")));
        assertTrue(Thread.getAllStackTraces().keySet().stream().noneMatch(thread -> thread.getName().equals("modelscan store")));
    }

    @Test
    void knowsOnlyTwoDatabases() {
        assertThrows(IllegalArgumentException.class, () -> Home.store(home, new Words("jdbc:oracle:thin:@x", "", "")));
    }

    @Test
    void losesNothingThatWasToldWhenItIsKilled() throws IOException {
        store().close();
        long told = 0;
        for (int cycle = 0; cycle < 10; cycle++) {
            told += WritingProcess.killedAfter(home, 100 + cycle * 23);
            Tables tables = again().open("keys", List.of(FIRST));
            long kept = count(tables);
            assertTrue(kept >= told, kept + " of " + told + " in cycle " + cycle);
            assertEquals(kept - 1, asked(tables, "select uses from keys_key where id = 'counter'"),
                    "a work is there whole or not at all");
            told = kept;
            store().close();
        }
        assertTrue(told > 1000);
    }

    @Test
    void copiesWhatIsCommittedWhileOthersWrite(@TempDir Path elsewhere) throws Exception {
        Tables tables = tables();
        for (int i = 0; i < 3000; i++) {
            tables.write(insert("before-" + i));
        }
        store().close();
        Tables again = again().open("keys", List.of(FIRST));
        CountDownLatch some = new CountDownLatch(20);
        Thread writer = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 1000; i++) {
                again.write(insert("meanwhile-" + i));
                some.countDown();
            }
        });
        some.await();
        Path other = elsewhere.resolve("it's another home");
        store().copy(other.resolve("data/sql"));
        long at = count(again);
        writer.join();
        assertEquals(4000, count(again), "the copy disturbed nobody");
        FailureException twice = assertThrows(FailureException.class, () -> store().copy(other.resolve("data/sql")));
        assertEquals(ErrorCode.CONFLICT, twice.failure().code());
        SqlStore restored = Home.store(other, Words.EMBEDDED);
        try {
            Tables copied = restored.open("keys", List.of(FIRST));
            assertTrue(count(copied) >= 3020 && count(copied) <= at, count(copied) + " of " + at);
            copied.write(insert("after"));
        } finally {
            restored.close();
        }
    }
}
