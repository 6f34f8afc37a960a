package modelscan.store.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import modelscan.api.gateway.store.Store;
import modelscan.api.gateway.store.Store.Migration;
import modelscan.api.gateway.store.Store.Tables;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store keeps to on every database. */
abstract class StoreContract {
    static final Migration FIRST = new Migration(1, """
            create table keys_key (id varchar(40) primary key, uses bigint not null);
            create index keys_uses on keys_key (uses);
            """);
    static final Migration SECOND = new Migration(2, """
            alter table keys_key add column team varchar(40);
            insert into keys_key (id, uses, team) values ('first', 0, 'x;y')
            """);

    private SqlStore store;

    /** A store over the database of this test, the same each time. */
    abstract SqlStore start();

    @BeforeEach
    void open() {
        store = start();
    }

    @AfterEach
    void close() {
        store.close();
    }

    SqlStore store() {
        return store;
    }

    SqlStore again() {
        store.close();
        store = start();
        return store;
    }

    Tables tables() {
        return store.open("keys", List.of(FIRST));
    }

    static Store.Work<Integer> insert(String id) {
        return connection -> {
            try (PreparedStatement statement = connection.prepareStatement("insert into keys_key (id, uses) values (?, 0)")) {
                statement.setString(1, id);
                return statement.executeUpdate();
            }
        };
    }

    static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    static long asked(Tables tables, String query) {
        return tables.read(connection -> number(connection, query));
    }

    static long count(Tables tables) {
        return asked(tables, "select count(*) from keys_key");
    }

    private String refused(List<Migration> migrations) {
        FailureException why = assertThrows(FailureException.class, () -> store.open("keys", migrations));
        assertEquals("storage_failed", why.failure().reason().orElseThrow());
        return why.getMessage();
    }

    @Test
    void keepsWhatWasWrittenOverARestart() {
        Tables tables = tables();
        assertEquals(1, tables.write(insert("a")));
        assertEquals(1, count(tables));
        tables = again().open("keys", List.of(FIRST));
        assertEquals(1, count(tables));
    }

    @Test
    void goesFromOneShapeToTheNext() {
        tables().write(insert("a"));
        Tables tables = again().open("keys", List.of(FIRST, SECOND));
        assertEquals(2, count(tables));
        assertEquals("x;y", tables.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select team from keys_key where id = 'first'")) {
                rows.next();
                return rows.getString(1);
            }
        }), "only a semicolon at the end of a line parts statements");
        assertEquals(2, count(store.open("keys", List.of(FIRST, SECOND))), "once only");
    }

    @Test
    void refusesAMigrationThatWasChanged() {
        tables();
        again();
        String why = refused(List.of(new Migration(1, "create table keys_key (id varchar(41) primary key)")));
        assertTrue(why.contains("migration 1 was changed after it was applied"), why);
        assertEquals(0, count(store.open("keys", List.of(new Migration(1, FIRST.statements().replace("\n", "  \r\n\r\n"))))),
                "spaces and ends of lines do not count");
    }

    @Test
    void refusesADatabaseThatIsNewer() {
        store.open("keys", List.of(FIRST, SECOND));
        String why = refused(List.of(FIRST));
        assertTrue(why.contains("at version 2, but this program knows only 1"), why);
    }

    @Test
    void refusesAGapInWhatWasApplied() {
        store.open("keys", List.of(FIRST, SECOND)).write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate("delete from store_migration where version = 1");
            }
        });
        String why = refused(List.of(FIRST, SECOND));
        assertTrue(why.contains("migration 1 was never applied, though migration 2 was"), why);
    }

    @Test
    void refusesMigrationsThatDoNotCount() {
        assertThrows(IllegalArgumentException.class, () -> store.open("keys", List.of(SECOND)));
        for (String owner : List.of("", "Keys", "1x", "a_b", "a;drop", "x".repeat(41))) {
            assertThrows(IllegalArgumentException.class, () -> store.open(owner, List.of(FIRST)));
        }
    }

    @Test
    void saysWhichMigrationIsWrongAndGoesOnWhenItIsRight() {
        Migration wrong = new Migration(2, "alter table keys_nobody add column x int");
        String why = refused(List.of(FIRST, wrong));
        assertTrue(why.contains("migration 2 of keys"), why);
        tables().write(insert("a"));
    }

    @Test
    void keepsOwnersApart() {
        tables();
        store.open("ledger", List.of(new Migration(1, "create table ledger_entry (id bigint primary key)")));
        assertEquals(0, count(tables()));
    }

    @Test
    void undoesAWorkThatFailsAndOnlyThat() throws Exception {
        Tables tables = tables();
        tables.write(insert("there"));
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                String id = i % 3 == 0 ? "there" : "id-" + i;
                boolean own = i % 5 == 0;
                all.add(clients.submit(() -> {
                    try {
                        tables.write(connection -> {
                            number(connection, "select count(*) from keys_key");
                            insert("before-" + id + own).on(connection);
                            insert(id).on(connection);
                            if (own) {
                                throw new IllegalStateException("a bug");
                            }
                            return null;
                        });
                    } catch (IllegalStateException | FailureException failed) {
                        failures.add(failed);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        long bugs = failures.stream().filter(IllegalStateException.class::isInstance).count();
        long conflicts = failures.stream().filter(FailureException.class::isInstance).count();
        assertEquals(40, bugs);
        assertEquals(100, conflicts);
        failures.stream().filter(FailureException.class::isInstance)
                .forEach(failed -> assertEquals(ErrorCode.CONFLICT, ((FailureException) failed).failure().code()));
        assertEquals(1 + 2 * 160, count(tables));
    }

    @Test
    void aWorkThatOverlooksAnErrorHarmsNoOther() throws Exception {
        Tables tables = tables();
        tables.write(insert("there"));
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> others = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String id = "id-" + i;
                others.add(clients.submit(() -> tables.write(insert(id))));
                clients.submit(() -> tables.write(connection -> {
                    assertThrows(SQLException.class, () -> insert("there").on(connection));
                    return null;
                }));
            }
            for (Future<Integer> other : others) {
                assertEquals(1, other.get());
            }
        }
        assertEquals(201, count(tables));
    }

    @Test
    void lendsAConnectionAndNoMore() {
        Tables tables = tables();
        AtomicReference<Connection> kept = new AtomicReference<>();
        AtomicReference<Statement> made = new AtomicReference<>();
        tables.write(connection -> {
            kept.set(connection);
            made.set(connection.createStatement());
            for (Store.Work<?> own : List.<Store.Work<?>>of(c -> {
                c.commit();
                return null;
            }, c -> {
                c.rollback();
                return null;
            }, c -> {
                c.close();
                return null;
            }, c -> {
                c.setAutoCommit(true);
                return null;
            }, c -> c.unwrap(Object.class))) {
                assertThrows(SQLException.class, () -> own.on(connection));
            }
            return null;
        });
        assertThrows(SQLException.class, () -> kept.get().createStatement());
        assertThrows(SQLException.class, () -> made.get().execute("select 1"));
    }

    @Test
    void readsWhatWasThereWhenItBegan() throws Exception {
        Tables tables = tables();
        tables.write(insert("a"));
        CountDownLatch looked = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Long> seen = clients.submit(() -> tables.read(connection -> {
                number(connection, "select count(*) from keys_key");
                looked.countDown();
                try {
                    written.await();
                } catch (InterruptedException interrupted) {
                    throw new SQLException(interrupted);
                }
                return number(connection, "select count(*) from keys_key");
            }));
            looked.await();
            tables.write(insert("b"));
            written.countDown();
            assertEquals(1, seen.get());
        }
        assertEquals(2, count(tables));
        assertThrows(FailureException.class, () -> tables.read(insert("c")), "reading changes nothing");
        assertEquals(2, count(tables));
    }

    @Test
    void letsNoMoreReadThanItHasPlacesFor() throws Exception {
        Tables tables = tables();
        CountDownLatch inside = new CountDownLatch(4);
        CountDownLatch over = new CountDownLatch(1);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                clients.submit(() -> tables.read(_ -> {
                    inside.countDown();
                    try {
                        over.await();
                    } catch (InterruptedException interrupted) {
                        throw new SQLException(interrupted);
                    }
                    return null;
                }));
            }
            inside.await();
            FailureException refused = assertThrows(FailureException.class, () -> count(tables));
            assertEquals("storage_busy", refused.failure().reason().orElseThrow());
            over.countDown();
        }
        assertEquals(0, count(tables));
    }

    @Test
    void countsRightWhenManyWrite() throws Exception {
        Tables tables = tables();
        tables.write(insert("counter"));
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                all.add(clients.submit(() -> tables.write(connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.executeUpdate("update keys_key set uses = uses + 1 where id = 'counter'");
                    }
                })));
            }
            for (Future<Integer> one : all) {
                assertEquals(1, one.get());
            }
        }
        assertEquals(1000, asked(tables, "select uses from keys_key"));
    }

    @Test
    void neverTellsWhatStandsInTheTables() {
        Tables tables = tables();
        tables.write(insert("sk-very-secret"));
        FailureException refused = assertThrows(FailureException.class, () -> tables.write(insert("sk-very-secret")));
        assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
        assertFalse(String.valueOf(refused.getCause()).contains("secret"), String.valueOf(refused.getCause()));
    }

    @Test
    void takesNothingAfterItWasClosed() {
        Tables tables = tables();
        store.close();
        assertThrows(FailureException.class, () -> tables.write(insert("a")));
        assertThrows(FailureException.class, () -> count(tables));
        assertThrows(FailureException.class, () -> store.open("keys", List.of(FIRST)));
    }

    @Test
    void doesNotLetAWorkWaitForAnother() {
        Tables tables = tables();
        assertThrows(IllegalStateException.class, () -> tables.write(_ -> tables.write(insert("a"))));
    }
}
