package modelscan.stage.health;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modelscan.api.gateway.store.Store;

/** The hours of a month and how candidates did last, in the store. */
final class Archive {
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
            create index health_hour_at on health_hour (at_hour)"""), new Store.Migration(2, """
            alter table health_hour drop column down;
            alter table health_hour add column up_micros bigint default 0 not null;
            alter table health_hour add column down_micros bigint default 0 not null;
            create table health_chart (
              provider varchar(100) not null,
              model varchar(400) not null,
              at_hour bigint not null,
              body varchar(10000) not null,
              primary key (provider, model))"""));
    private static final List<String> FIGURES = List.of("calls", "failures", "first_tokens", "first_token", "timed", "latency",
            "up_micros", "down_micros");
    private static final String SUMS = "sum(" + String.join("), sum(", FIGURES) + ")";
    // How long models worked does not add up to how long their provider did.
    private static final String WHOLE = SUMS.replaceAll("(up_micros|down_micros)", "case when model = '' then $1 else 0 end");

    private final Store.Tables tables;

    Archive(Store store) {
        this.tables = store.open("health", MIGRATIONS);
    }

    /** Adds to the hours, takes the charts instead of what is there, and drops what is older than a month. */
    void add(Map<History.Slot, Tally> more, Map<Charts.Key, Chart.Kept> charts, long hour) {
        tables.write(connection -> {
            for (Map.Entry<History.Slot, Tally> entry : more.entrySet()) {
                count(connection, entry.getKey(), entry.getValue());
            }
            for (Map.Entry<Charts.Key, Chart.Kept> entry : charts.entrySet()) {
                keep(connection, entry.getKey(), hour, KeptForm.write(entry.getValue()));
            }
            change(connection, "delete from health_hour where at_hour < ?", hour - History.MONTH);
            change(connection, "delete from health_chart where at_hour < ?", hour - History.MONTH);
            return null;
        });
    }

    private static void count(Connection connection, History.Slot slot, Tally tally) throws SQLException {
        Object[] values = {tally.calls(), tally.failures(), tally.firstTokens(), tally.firstToken(), tally.timed(), tally.latency(),
            tally.up(), tally.down(), slot.key().provider(), slot.key().model(), slot.hour()};
        String sets = String.join(", ", FIGURES.stream().map(name -> name + " = " + name + " + ?").toList());
        if (change(connection, "update health_hour set " + sets + " where provider = ? and model = ? and at_hour = ?", values) == 0) {
            change(connection, "insert into health_hour (" + String.join(", ", FIGURES)
                    + ", provider, model, at_hour) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values);
        }
    }

    private static void keep(Connection connection, Charts.Key key, long hour, String body) throws SQLException {
        Object[] values = {hour, body, key.provider(), key.model()};
        if (change(connection, "update health_chart set at_hour = ?, body = ? where provider = ? and model = ?", values) == 0) {
            change(connection, "insert into health_chart (at_hour, body, provider, model) values (?, ?, ?, ?)", values);
        }
    }

    private static int change(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** How candidates did when that was last written; if there are too many, the latest. */
    Map<Charts.Key, String> charts(int most) {
        Map<Charts.Key, String> bodies = new HashMap<>();
        rows("select provider, model, body from health_chart order by at_hour desc", rows -> {
            if (bodies.size() < most) {
                bodies.put(new Charts.Key(rows.getString(1), rows.getString(2)), rows.getString(3));
            }
        });
        return bodies;
    }

    /** What is known since an hour, by candidate. */
    Map<Charts.Key, Tally> since(long hour) {
        Map<Charts.Key, Tally> sums = new HashMap<>();
        rows("select " + SUMS + ", provider, model from health_hour where at_hour >= ? group by provider, model",
                rows -> sums.put(new Charts.Key(rows.getString(9), rows.getString(10)), tally(rows)), hour);
        return sums;
    }

    /** What is known of a provider as a whole since an hour, by hour. */
    Map<Long, Tally> hours(String provider, long hour) {
        Map<Long, Tally> hours = new HashMap<>();
        rows("select " + WHOLE + ", at_hour from health_hour where provider = ? and at_hour >= ? group by at_hour",
                rows -> hours.put(rows.getLong(9), tally(rows)), provider, hour);
        return hours;
    }

    private static Tally tally(ResultSet rows) throws SQLException {
        return new Tally(rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getLong(5), rows.getLong(6),
                rows.getLong(7), rows.getLong(8));
    }

    /** Reads the row a result stands at. */
    private interface Reading {
        void read(ResultSet rows) throws SQLException;
    }

    private void rows(String sql, Reading reading, Object... values) {
        tables.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    query.setObject(i + 1, values[i]);
                }
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        reading.read(rows);
                    }
                }
            }
            return null;
        });
    }
}
