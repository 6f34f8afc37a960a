package modelscan.stage.audit;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import modelscan.api.gateway.Audit.Sought;
import modelscan.api.gateway.Audit.Taken;
import modelscan.api.gateway.store.Journal;
import modelscan.api.gateway.store.Store;

/** The trail in tables: found again from the journal at any time. */
record AuditTables(Store.Tables tables) {
    private static final long MICROS = 1_000_000;
    private static final List<Store.Migration> SHAPE = List.of(new Store.Migration(1, """
            create table audit_place (id integer primary key, next_entry bigint not null);
            insert into audit_place (id, next_entry) values (1, 0);
            create table audit_entry (place bigint primary key, taken bigint not null, actor varchar(300) not null,
                action varchar(300) not null, subject varchar(300) not null, body varchar(1000000) not null)
            """));

    static AuditTables in(Store store) {
        return new AuditTables(store.open("audit", SHAPE));
    }

    /** The position from which on the journal is not in the tables yet. */
    long place() {
        return tables.read(connection -> {
            try (PreparedStatement ask = connection.prepareStatement("select next_entry from audit_place where id = 1");
                    ResultSet rows = ask.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        });
    }

    /** Takes these entries, and that all before {@code next} are there. */
    void write(List<Journal.Entry> entries, long next) {
        tables.write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from audit_entry where place = ?");
                    PreparedStatement insert = connection.prepareStatement(
                            "insert into audit_entry (place, taken, actor, action, subject, body) values (?, ?, ?, ?, ?, ?)")) {
                for (Journal.Entry entry : entries) {
                    Optional<Taken> taken = ChangeText.read(entry);
                    if (taken.isPresent()) {
                        delete.setLong(1, entry.position());
                        delete.executeUpdate();
                        insert(insert, taken.get(), entry);
                    }
                }
            }
            return reach(connection, next);
        });
    }

    /** Forgets everything, to be found again from the journal. */
    void clear() {
        tables.write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from audit_entry")) {
                delete.executeUpdate();
            }
            return reach(connection, 0);
        });
    }

    List<Taken> latest(Sought sought) {
        Map<String, String> equal = new TreeMap<>();
        sought.actor().ifPresent(actor -> equal.put("actor", actor));
        sought.action().ifPresent(action -> equal.put("action", action));
        sought.subject().ifPresent(subject -> equal.put("subject", subject));
        StringBuilder query = new StringBuilder("select place, taken, body from audit_entry where place < ? and taken >= ? and taken < ?");
        equal.keySet().forEach(column -> query.append(" and ").append(column).append(" = ?"));
        query.append(" order by place desc fetch first ").append(sought.most()).append(" rows only");
        return tables.read(connection -> {
            try (PreparedStatement ask = connection.prepareStatement(query.toString())) {
                ask.setLong(1, sought.before());
                ask.setLong(2, micros(sought.from()));
                ask.setLong(3, micros(sought.to()));
                int at = 4;
                for (String value : equal.values()) {
                    ask.setString(at++, value);
                }
                return read(ask);
            }
        });
    }

    private static List<Taken> read(PreparedStatement ask) throws SQLException {
        List<Taken> found = new ArrayList<>();
        try (ResultSet rows = ask.executeQuery()) {
            while (rows.next()) {
                long taken = rows.getLong(2);
                Instant at = Instant.ofEpochSecond(Math.floorDiv(taken, MICROS), Math.floorMod(taken, MICROS) * 1000);
                ChangeText.read(new Journal.Entry(rows.getLong(1), Trail.KIND, at, rows.getString(3).getBytes(StandardCharsets.UTF_8)))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private static void insert(PreparedStatement insert, Taken taken, Journal.Entry entry) throws SQLException {
        insert.setLong(1, taken.position());
        insert.setLong(2, micros(taken.at()));
        insert.setString(3, clean(taken.change().actor()));
        insert.setString(4, clean(taken.change().action()));
        insert.setString(5, clean(taken.change().subject()));
        insert.setString(6, clean(new String(entry.data(), StandardCharsets.UTF_8)));
        insert.executeUpdate();
    }

    private static Object reach(Connection connection, long next) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update audit_place set next_entry = ? where id = 1")) {
            update.setLong(1, next);
            return update.executeUpdate();
        }
    }

    // PostgreSQL has no zero in texts.
    private static String clean(String text) {
        return text.indexOf(0) < 0 ? text : text.replace('\0', '?');
    }

    private static long micros(Instant at) {
        return at.getEpochSecond() * MICROS + at.getNano() / 1000;
    }
}
