package modelscan.stage.health;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modelscan.api.gateway.store.Store;

/** The hours of a month, in the store. */
final class Archive {
    private static final long KEPT = 30L * 24;
    private static final List<Store.Migration> MIGRATIONS = List.of(new Store.Migration(1, """
            create table health_hour (
              provider varchar(100) not null,
              model varchar(400) not null,
              at_hour bigint not null,
              calls bigint not null,
              failures bigint not null,
              first_tokens bigint not null,
              first_token bigint not null,
              timed bigint not null,
              latency bigint not null,
              down bigint not null,
              primary key (provider, model, at_hour));
            create index health_hour_at on health_hour (at_hour)"""));

    private final Store.Tables tables;

    Archive(Store store) {
        this.tables = store.open("health", MIGRATIONS);
    }

    /** Adds to what is there, and drops what is older than a month. */
    void add(Map<History.Slot, Tally> more, long now) {
        tables.write(connection -> {
            for (Map.Entry<History.Slot, Tally> entry : more.entrySet()) {
                if (update(connection, entry.getKey(), entry.getValue()) == 0) {
                    insert(connection, entry.getKey(), entry.getValue());
                }
            }
            try (PreparedStatement drop = connection.prepareStatement("delete from health_hour where at_hour < ?")) {
                drop.setLong(1, now - KEPT);
                drop.executeUpdate();
            }
            return null;
        });
    }

    private static int update(Connection connection, History.Slot slot, Tally tally) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update health_hour set calls = calls + ?, "
                + "failures = failures + ?, first_tokens = first_tokens + ?, first_token = first_token + ?, timed = timed + ?, "
                + "latency = latency + ?, down = down + ? where provider = ? and model = ? and at_hour = ?")) {
            int next = figures(update, 1, tally);
            place(update, next, slot);
            return update.executeUpdate();
        }
    }

    private static void insert(Connection connection, History.Slot slot, Tally tally) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into health_hour (provider, model, at_hour, "
                + "calls, failures, first_tokens, first_token, timed, latency, down) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            figures(insert, place(insert, 1, slot), tally);
            insert.executeUpdate();
        }
    }

    private static int place(PreparedStatement statement, int at, History.Slot slot) throws SQLException {
        statement.setString(at, slot.key().provider());
        statement.setString(at + 1, slot.key().model());
        statement.setLong(at + 2, slot.hour());
        return at + 3;
    }

    private static int figures(PreparedStatement statement, int at, Tally tally) throws SQLException {
        long[] figures = {tally.calls(), tally.failures(), tally.firstTokens(), tally.firstToken(), tally.timed(),
            tally.latency(), tally.down()};
        for (int i = 0; i < figures.length; i++) {
            statement.setLong(at + i, figures[i]);
        }
        return at + figures.length;
    }

    /** What is known since an hour, by candidate. */
    Map<Charts.Key, Tally> since(long hour) {
        return tables.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement("select provider, model, sum(calls), sum(failures), "
                    + "sum(first_tokens), sum(first_token), sum(timed), sum(latency), sum(down) from health_hour "
                    + "where at_hour >= ? group by provider, model")) {
                query.setLong(1, hour);
                return read(query.executeQuery());
            }
        });
    }

    private static Map<Charts.Key, Tally> read(ResultSet rows) throws SQLException {
        Map<Charts.Key, Tally> sums = new HashMap<>();
        while (rows.next()) {
            sums.put(new Charts.Key(rows.getString(1), rows.getString(2)), new Tally(rows.getLong(3), rows.getLong(4),
                    rows.getLong(5), rows.getLong(6), rows.getLong(7), rows.getLong(8), rows.getLong(9)));
        }
        return sums;
    }
}
