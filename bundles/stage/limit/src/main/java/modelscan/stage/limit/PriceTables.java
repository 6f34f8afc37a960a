package modelscan.stage.limit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every price there ever was. */
record PriceTables(Tables tables) {
    private static final String COLUMNS = "select provider, model, changed, author, body from limits_price ";

    /** A price and whose it is. */
    record Row(PriceEntry.Key key, PriceEntry entry) {
    }

    /** The last price of each model. */
    Map<PriceEntry.Key, PriceEntry> latest() {
        Map<PriceEntry.Key, PriceEntry> latest = new TreeMap<>();
        read(COLUMNS + "order by entry").forEach(row -> latest.put(row.key(), row.entry()));
        return latest;
    }

    /** All prices of a model, the latest first. */
    List<Row> history(PriceEntry.Key key) {
        return read(COLUMNS + "where provider = ? and model = ? order by entry desc", key.provider(), key.model());
    }

    /** Adds prices to the history, all or none. */
    void add(Map<PriceEntry.Key, PriceEntry> changed) {
        tables.tables().write(connection -> {
            for (Map.Entry<PriceEntry.Key, PriceEntry> price : changed.entrySet()) {
                PriceEntry.Key key = price.getKey();
                PriceEntry entry = price.getValue();
                Tables.change(connection, "insert into limits_price (provider, model, entry, changed, author, body) values (?, ?, ?, ?, ?, ?)",
                        key.provider(), key.model(), next(connection, key), entry.at().toEpochMilli(), entry.author(),
                        PriceForm.write(entry));
            }
            return changed.size();
        });
    }

    private static long next(Connection connection, PriceEntry.Key key) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select coalesce(max(entry), 0) from limits_price where provider = ? and model = ?")) {
            query.setString(1, key.provider());
            query.setString(2, key.model());
            try (ResultSet found = query.executeQuery()) {
                return found.next() ? found.getLong(1) + 1 : 1;
            }
        }
    }

    private List<Row> read(String sql, String... values) {
        return tables.tables().read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    query.setString(i + 1, values[i]);
                }
                return rows(query);
            }
        });
    }

    private static List<Row> rows(PreparedStatement query) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet found = query.executeQuery()) {
            while (found.next()) {
                rows.add(new Row(new PriceEntry.Key(found.getString(1), found.getString(2)),
                        PriceForm.kept(found.getString(5), Instant.ofEpochMilli(found.getLong(3)), found.getString(4))));
            }
        }
        return rows;
    }
}
