package modelscan.store.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import modelscan.api.gateway.store.Store;
import modelscan.api.gateway.store.Store.Migration;
import modelscan.api.gateway.store.Store.Tables;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

class PostgresStoreTest extends StoreContract {
    private static EmbeddedPostgres server;

    @TempDir
    Path home;

    private final String name = "test" + System.nanoTime();
    private boolean made;

    @BeforeAll
    static void begin() {
        try {
            server = EmbeddedPostgres.builder().setServerConfig("listen_addresses", "127.0.0.1").start();
        } catch (IOException | RuntimeException unavailable) {
            abort("no PostgreSQL server could be started: " + unavailable);
        }
    }

    @AfterAll
    static void end() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Override
    SqlStore start() {
        if (!made) {
            ask("postgres", "create database " + name);
            made = true;
        }
        return Home.store(home, words("postgres"));
    }

    private Words words(String password) {
        return new Words("jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name, "postgres", password);
    }

    private static void ask(String database, String sql) {
        try (Connection connection = new Driver().connect(server.getJdbcUrl("postgres", database), new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new AssertionError(refused);
        }
    }

    @Test
    void isAServer() {
        assertEquals(Store.Kind.POSTGRESQL, store().kind());
    }

    @Test
    void goesOnAfterTheServerDroppedItsConnections() {
        Tables tables = tables();
        tables.write(insert("a"));
        assertEquals(1, count(tables));
        ask("postgres", "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
        // The one that finds it out may fail; it does not say that something was kept.
        String[] next = {"b"};
        try {
            tables.write(insert("b"));
        } catch (FailureException found) {
            next[0] = "c";
            tables.write(insert("c"));
        }
        assertEquals(1, asked(tables, "select count(*) from keys_key where id = '" + next[0] + "'"));
    }

    @Test
    void doesAMigrationWholeOrNotAtAll() {
        Migration wrong = new Migration(2, "create table keys_b (id int primary key);\nalter table keys_nobody add column x int;");
        assertThrows(FailureException.class, () -> store().open("keys", List.of(FIRST, wrong)));
        Migration right = new Migration(2, "create table keys_b (id int primary key);\nalter table keys_b add column x int;");
        Tables tables = store().open("keys", List.of(FIRST, right));
        assertEquals(0, asked(tables, "select count(x) from keys_b"));
    }

    @Test
    void letsOneGatewayMigrateAndTheOthersWait() throws Exception {
        SqlStore[] gateways = {store(), start(), start()};
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Tables>> opened = Stream.of(gateways)
                    .map(gateway -> all.submit(() -> gateway.open("keys", List.of(FIRST, SECOND)))).toList();
            for (Future<Tables> tables : opened) {
                assertEquals(1, count(tables.get()));
            }
        }
        gateways[1].close();
        gateways[2].close();
    }

    @Test
    void boundsWhatAStatementMayTake() {
        Tables tables = tables();
        for (String setting : List.of("statement_timeout:30s", "lock_timeout:10s", "idle_in_transaction_session_timeout:1min",
                "synchronous_commit:on")) {
            String[] pair = setting.split(":");
            assertEquals(pair[1], tables.write(connection -> {
                try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("show " + pair[0])) {
                    rows.next();
                    return rows.getString(1);
                }
            }));
        }
    }

    @Test
    void saysThatNoServerAnswersAndNeverThePassword() {
        SqlStore nowhere = Home.store(home, new Words("jdbc:postgresql://127.0.0.1:1/x", "postgres", "sk-secret"));
        FailureException refused = assertThrows(FailureException.class, () -> nowhere.open("keys", List.of(FIRST)));
        assertTrue(refused.getMessage().contains("08001"), refused.getMessage());
        assertTrue(!String.valueOf(refused.getCause()).contains("sk-secret"));
        nowhere.close();
    }

    @Test
    void leavesCopiesToTheToolsOfTheServer() {
        tables();
        FailureException refused = assertThrows(FailureException.class, () -> store().copy(home.resolve("copy")));
        assertEquals(ErrorCode.UNSUPPORTED, refused.failure().code());
        assertTrue(refused.getMessage().contains("pg_dump"), refused.getMessage());
    }
}
