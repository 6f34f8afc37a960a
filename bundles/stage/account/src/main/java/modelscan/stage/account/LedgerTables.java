package modelscan.stage.account;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import modelscan.api.gateway.store.Store;
import modelscan.base.json.Json;

/** The ledger in tables: found again from the journal at any time. */
record LedgerTables(Store.Tables tables) {
    private static final List<Store.Migration> SHAPE = List.of(new Store.Migration(1, """
            create table ledger_place (id integer primary key, next_entry bigint not null);
            insert into ledger_place (id, next_entry) values (1, 0);
            create table ledger_day (id varchar(40) primary key, day_number integer not null, name varchar(100000) not null,
                body varchar(100000) not null);
            create index ledger_day_number on ledger_day (day_number);
            create table ledger_entry (place bigint primary key, ended bigint not null, key_id varchar(300) not null,
                user_id varchar(300), team varchar(300), project varchar(300), tags varchar(20000) not null,
                provider varchar(300) not null, model varchar(300) not null, status varchar(12) not null,
                body varchar(1000000) not null);
            create index ledger_entry_ended on ledger_entry (ended, place);
            create index ledger_entry_key on ledger_entry (key_id, ended, place)
            """));

    static LedgerTables in(Store store) {
        return new LedgerTables(store.open("ledger", SHAPE));
    }

    /** The position from which on the journal is not in the tables yet. */
    long place() {
        return tables.read(connection -> {
            try (PreparedStatement ask = connection.prepareStatement("select next_entry from ledger_place where id = 1");
                    ResultSet rows = ask.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        });
    }

    /** Takes all of a batch, or nothing. */
    void write(Batch batch) {
        tables.write(connection -> {
            new BatchWriting(connection).write(batch);
            return null;
        });
    }

    /** Forgets everything, to be found again from the journal. */
    void clear() {
        tables.write(connection -> {
            for (String statement : List.of("delete from ledger_entry", "delete from ledger_day",
                    "update ledger_place set next_entry = 0")) {
                change(connection, statement);
            }
            return null;
        });
    }

    /** Forgets entries that ended before, but not their sums. */
    int forget(Instant before) {
        return tables.write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from ledger_entry where ended < ?")) {
                delete.setLong(1, Micros.of(before));
                return delete.executeUpdate();
            }
        });
    }

    /** The daily sums of these days, both included. */
    void days(LocalDate from, LocalDate to, BiConsumer<DayKey, Tally> reader) {
        List<Map.Entry<String, String>> found = tables.read(connection -> {
            List<Map.Entry<String, String>> all = new ArrayList<>();
            try (PreparedStatement ask = connection.prepareStatement(
                    "select name, body from ledger_day where day_number >= ? and day_number <= ? order by day_number, id")) {
                ask.setInt(1, Math.toIntExact(from.toEpochDay()));
                ask.setInt(2, Math.toIntExact(to.toEpochDay()));
                try (ResultSet rows = ask.executeQuery()) {
                    while (rows.next()) {
                        all.add(Map.entry(rows.getString(1), rows.getString(2)));
                    }
                }
            }
            return all;
        });
        found.forEach(row -> reader.accept(DayKey.of(Json.read(row.getKey())), Tally.of(Json.read(row.getValue()))));
    }

    /** A page of entries. */
    List<Row> entries(Selection selection) {
        return tables.read(selection::on);
    }

    /** An entry as it is found; {@code body} is what stands in the journal. */
    record Row(long place, long ended, String body) {
        Optional<Booked> booked() {
            return EntryReading.entry(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void change(Connection connection, String statement) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.executeUpdate();
        }
    }
}
