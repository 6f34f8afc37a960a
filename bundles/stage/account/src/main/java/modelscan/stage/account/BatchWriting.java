package modelscan.stage.account;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import modelscan.api.gateway.Principal;

/** Writes a batch in the transaction of its caller. */
record BatchWriting(Connection connection) {

    void write(Batch batch) throws SQLException {
        entries(batch.entries());
        days(batch.days());
        try (PreparedStatement place = connection.prepareStatement("update ledger_place set next_entry = ? where id = 1")) {
            place.setLong(1, batch.next());
            place.executeUpdate();
        }
    }

    private void entries(List<Batch.Row> entries) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into ledger_entry (place, ended, key_id, user_id, "
                + "team, project, tags, provider, model, status, body) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Batch.Row one : entries) {
                Booked booked = one.booked();
                Principal principal = booked.entry().principal();
                insert.setLong(1, one.place());
                insert.setLong(2, Micros.of(booked.entry().at()));
                insert.setString(3, clean(principal.id()));
                insert.setString(4, principal.user().map(BatchWriting::clean).orElse(null));
                insert.setString(5, principal.team().map(BatchWriting::clean).orElse(null));
                insert.setString(6, principal.project().map(BatchWriting::clean).orElse(null));
                insert.setString(7, clean(tags(principal.tags())));
                insert.setString(8, clean(booked.provider()));
                insert.setString(9, clean(booked.model()));
                insert.setString(10, booked.status().word());
                insert.setString(11, text(one.text()));
                insert.addBatch();
            }
            run(insert, entries.isEmpty());
        }
    }

    // HSQLDB refuses a batch of nothing.
    private static void run(PreparedStatement statement, boolean empty) throws SQLException {
        if (!empty) {
            statement.executeBatch();
        }
    }

    // PostgreSQL has no zero in texts.
    private static String clean(String text) {
        return text.indexOf(0) < 0 ? text : text.replace('\0', '?');
    }

    private static String tags(Set<String> tags) {
        return tags.isEmpty() ? "" : "," + String.join(",", new TreeSet<>(tags)) + ",";
    }

    private void days(Map<DayKey, Tally> days) throws SQLException {
        try (DayWriting writing = new DayWriting(connection)) {
            for (Map.Entry<DayKey, Tally> day : days.entrySet()) {
                writing.add(day.getKey(), day.getValue());
            }
        }
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
