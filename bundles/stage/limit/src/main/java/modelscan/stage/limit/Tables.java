package modelscan.stage.limit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modelscan.api.gateway.store.Store;

/** The tables of this bundle. */
record Tables(Store.Tables tables) {
    private static final List<Store.Migration> MIGRATIONS = List.of(new Store.Migration(1, """
            create table limits_terms (provider varchar(100) primary key, body varchar(200000) not null,
                changed bigint not null, author varchar(200) not null);
            create table limits_count (provider varchar(100) not null, gauge varchar(64) not null, began bigint not null,
                counted bigint not null, written bigint not null, primary key (provider, gauge));
            create table limits_price (provider varchar(100) not null, model varchar(300) not null, entry bigint not null,
                changed bigint not null, author varchar(200) not null, body varchar(20000) not null,
                primary key (provider, model, entry));
            """), new Store.Migration(2, """
            create table limits_note (name varchar(100) primary key, noted bigint not null);
            """));

    /** Of which provider, under which name. */
    record Key(String provider, String gauge) {
    }

    static Tables of(Store store) {
        return new Tables(store.open("limits", MIGRATIONS));
    }

    /** The terms by provider, as they were written. */
    Map<String, String> terms() {
        return tables.read(connection -> {
            Map<String, String> terms = new HashMap<>();
            try (PreparedStatement query = connection.prepareStatement("select provider, body from limits_terms");
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    terms.put(rows.getString(1), rows.getString(2));
                }
            }
            return terms;
        });
    }

    /** Keeps terms by provider, all or none; those that are empty are forgotten. */
    void keepTerms(Map<String, String> terms, Instant at, String author) {
        tables.write(connection -> {
            for (Map.Entry<String, String> one : terms.entrySet()) {
                change(connection, "delete from limits_terms where provider = ?", one.getKey());
                if (!one.getValue().isEmpty()) {
                    change(connection, "insert into limits_terms (provider, body, changed, author) values (?, ?, ?, ?)", one.getKey(),
                            one.getValue(), at.toEpochMilli(), author);
                }
            }
            return terms.size();
        });
    }

    /** Whether it is the first time that this is noted on this day; notes it. */
    boolean first(String note, LocalDate day) {
        return tables.write(connection -> {
            int known = change(connection, "update limits_note set noted = ? where name = ? and noted < ?", day.toEpochDay(), note,
                    day.toEpochDay());
            if (known > 0) {
                return true;
            }
            try (PreparedStatement query = connection.prepareStatement("select noted from limits_note where name = ?")) {
                query.setString(1, note);
                try (ResultSet rows = query.executeQuery()) {
                    if (rows.next()) {
                        return false;
                    }
                }
            }
            return change(connection, "insert into limits_note (name, noted) values (?, ?)", note, day.toEpochDay()) > 0;
        });
    }

    Map<Key, Saved> counts() {
        return tables.read(connection -> {
            Map<Key, Saved> counts = new HashMap<>();
            try (PreparedStatement query = connection.prepareStatement(
                    "select provider, gauge, began, counted, written from limits_count"); ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    counts.put(new Key(rows.getString(1), rows.getString(2)), new Saved(Instant.ofEpochMilli(rows.getLong(3)),
                            rows.getLong(4), Instant.ofEpochMilli(rows.getLong(5))));
                }
            }
            return counts;
        });
    }

    void keepCounts(Map<Key, Saved> counts) {
        tables.write(connection -> {
            for (Map.Entry<Key, Saved> count : counts.entrySet()) {
                Key key = count.getKey();
                Saved saved = count.getValue();
                int known = change(connection, "update limits_count set began = ?, counted = ?, written = ? where provider = ? and gauge = ?",
                        saved.began().toEpochMilli(), saved.counted(), saved.at().toEpochMilli(), key.provider(), key.gauge());
                if (known == 0) {
                    change(connection, "insert into limits_count (began, counted, written, provider, gauge) values (?, ?, ?, ?, ?)",
                            saved.began().toEpochMilli(), saved.counted(), saved.at().toEpochMilli(), key.provider(), key.gauge());
                }
            }
            return counts.size();
        });
    }

    /** Forgets counts that nobody has written for so long that they count no more. */
    void forget(Instant before) {
        tables.write(connection -> change(connection, "delete from limits_count where written < ?", before.toEpochMilli()));
    }

    /** Changes rows; the values are numbers and texts. */
    static int change(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }
}
