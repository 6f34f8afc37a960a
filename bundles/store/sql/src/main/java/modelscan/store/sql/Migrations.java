package modelscan.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import modelscan.api.model.FailureException;

/**
 * Brings the tables of an owner up to date, and remembers what it did.
 *
 * <p>PostgreSQL does a migration in one transaction. HSQLDB commits around each statement that makes or changes a table, so
 * how many of them are done is remembered too, and after a crash it goes on there.
 */
final class Migrations {
    private static final String TABLE = "create table if not exists store_migration (owner varchar(40) not null,"
            + " version integer not null, hash varchar(64) not null, done integer not null,"
            + " applied timestamp(3) with time zone not null, primary key (owner, version))";

    private static final long LOCK = 0x6d6f64656c7363L;

    private final Engine engine;
    private final String owner;
    private final List<Script> scripts;

    Migrations(Engine engine, String owner, List<Script> scripts) {
        this.engine = engine;
        this.owner = owner;
        this.scripts = scripts;
    }

    /** What was applied, or begun. */
    private record Applied(int version, String hash, int done) {
    }

    Void apply(Connection connection) throws SQLException {
        boolean more = true;
        while (more) {
            more = step(connection);
            connection.commit();
        }
        return null;
    }

    /** Does what is next; whether there was anything. */
    private boolean step(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            lock(statement);
            statement.execute(TABLE);
        }
        List<Applied> applied = applied(connection);
        check(applied);
        for (Script script : scripts) {
            boolean known = script.version() <= applied.size();
            int done = known ? applied.get(script.version() - 1).done() : 0;
            if (!known || done < script.statements().size()) {
                runOrSay(connection, script, done, known);
                return true;
            }
        }
        return false;
    }

    /** Of several gateways with one database only one does a step; the others wait and then find it done. */
    private void lock(Statement statement) throws SQLException {
        switch (engine.kind()) {
            case POSTGRESQL -> statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
            case HSQLDB -> {
                // One process has it, and one thread writes.
            }
        }
    }

    private List<Applied> applied(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select version, hash, done from store_migration where owner = ? order by version")) {
            query.setString(1, owner);
            List<Applied> all = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    all.add(new Applied(rows.getInt(1), rows.getString(2), rows.getInt(3)));
                }
            }
            return all;
        }
    }

    private void check(List<Applied> applied) {
        for (int i = 0; i < applied.size(); i++) {
            Applied known = applied.get(i);
            if (known.version() != i + 1) {
                throw unfit("migration " + (i + 1) + " was never applied, though migration " + known.version() + " was");
            }
            if (i >= scripts.size()) {
                throw unfit("they are at version " + applied.getLast().version() + ", but this program knows only "
                        + scripts.size() + ": it is older than the database. Take the newer program, or the backup made before it");
            }
            if (!known.hash().equals(scripts.get(i).hash())) {
                throw unfit("migration " + known.version() + " was changed after it was applied; put it back, and say what is new in"
                        + " migration " + (scripts.size() + 1));
            }
        }
    }

    private void runOrSay(Connection connection, Script script, int done, boolean known) {
        try {
            run(connection, script, done, known);
        } catch (SQLException refused) {
            throw Reasons.of("migration " + script.version() + " of " + owner + " cannot be applied", refused);
        }
    }

    private void run(Connection connection, Script script, int done, boolean known) throws SQLException {
        if (!known) {
            update(connection, "insert into store_migration (hash, done, applied, owner, version) values (?, ?, ?, ?, ?)", script, 0);
        }
        for (int i = done; i < script.statements().size(); i++) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(script.statements().get(i));
            } catch (SQLException refused) {
                // Of the first one nobody knows whether the crash was before or behind it.
                if (!known || i > done || !engine.ranBefore(refused)) {
                    throw refused;
                }
            }
            update(connection, "update store_migration set hash = ?, done = ?, applied = ? where owner = ? and version = ?", script, i + 1);
        }
    }

    private void update(Connection connection, String sql, Script script, int done) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, script.hash());
            statement.setInt(2, done);
            statement.setObject(3, OffsetDateTime.now(ZoneOffset.UTC));
            statement.setString(4, owner);
            statement.setInt(5, script.version());
            statement.executeUpdate();
        }
    }

    private FailureException unfit(String why) {
        return Reasons.failed("the tables of " + owner + " do not fit: " + why);
    }
}
