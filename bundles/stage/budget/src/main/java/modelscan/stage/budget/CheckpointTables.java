package modelscan.stage.budget;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import modelscan.api.gateway.store.Store;
import modelscan.base.json.Json;

/** What was spent of each budget up to a position of the journal; it is found again from the ledger at any time. */
record CheckpointTables(Store.Tables tables) {

    static CheckpointTables of(BudgetTables budgets) {
        return new CheckpointTables(budgets.tables());
    }

    /** What was spent of a budget of this shape. */
    record Spent(String shape, ObjectNode body) {
    }

    /** The position up to which it is true; -1 if there was none ever. */
    long place() {
        return tables.read(connection -> {
            long[] place = {-1};
            ask(connection, "select next_entry from budget_place where id = 1", rows -> place[0] = rows.getLong(1));
            return place[0];
        });
    }

    /** By budget. */
    Map<String, Spent> spent() {
        return tables.read(connection -> {
            Map<String, Spent> spent = new HashMap<>();
            ask(connection, "select budget, shape, body from budget_spent",
                    rows -> spent.put(rows.getString(1), new Spent(rows.getString(2), json(rows.getString(3)))));
            return spent;
        });
    }

    /** Takes another position with what is different there: all of it or nothing. */
    void write(long place, Map<String, Spent> changed, Collection<String> gone) {
        tables.write(connection -> {
            delete(connection, "delete from budget_spent where budget = ?", gone);
            delete(connection, "delete from budget_spent where budget = ?", changed.keySet());
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into budget_spent (budget, shape, body) values (?, ?, ?)")) {
                for (Map.Entry<String, Spent> one : changed.entrySet()) {
                    insert(insert, one.getKey(), one.getValue().shape(), one.getValue().body().toString());
                }
                run(insert, changed.isEmpty());
            }
            try (PreparedStatement update = connection.prepareStatement("update budget_place set next_entry = ? where id = 1")) {
                update.setLong(1, place);
                return update.executeUpdate();
            }
        });
    }

    /** Takes a row. */
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private static void ask(Connection connection, String query, RowReader reader) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(query); ResultSet rows = ask.executeQuery()) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    private static void delete(Connection connection, String statement, Collection<String> ids) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(statement)) {
            for (String id : ids) {
                insert(delete, id);
            }
            run(delete, ids.isEmpty());
        }
    }

    private static void insert(PreparedStatement statement, String... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
        statement.addBatch();
    }

    private static void run(PreparedStatement batch, boolean empty) throws SQLException {
        if (!empty) {
            batch.executeBatch();
        }
    }

    private static ObjectNode json(String text) {
        return Json.readObject(text.getBytes(StandardCharsets.UTF_8));
    }
}
