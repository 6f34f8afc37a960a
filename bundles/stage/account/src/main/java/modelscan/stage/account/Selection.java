package modelscan.stage.account;

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

/**
 * Which entries are wanted.
 *
 * @param from the first time, included
 * @param to the last time, not included
 * @param equal the columns that must have these values
 * @param after the entry behind which to begin
 * @param limit how many at most
 * @param newestFirst in which order
 */
record Selection(Instant from, Instant to, Map<String, String> equal, Optional<After> after, int limit, boolean newestFirst) {

    Selection {
        equal = new TreeMap<>(equal);
    }

    /** A place between entries. */
    record After(long ended, long place) {
    }

    /** The same, behind this entry. */
    Selection behind(LedgerTables.Row row) {
        return new Selection(from, to, equal, Optional.of(new After(row.ended(), row.place())), limit, newestFirst);
    }

    List<LedgerTables.Row> on(Connection connection) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(statement())) {
            bind(ask);
            List<LedgerTables.Row> found = new ArrayList<>();
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    found.add(new LedgerTables.Row(rows.getLong(1), rows.getLong(2), rows.getString(3)));
                }
            }
            return found;
        }
    }

    // The names of the columns are words of this program, never of a caller.
    private String statement() {
        StringBuilder text = new StringBuilder("select place, ended, body from ledger_entry where ended >= ? and ended < ?");
        equal.keySet().forEach(column -> text.append(column.equals("tags") ? " and tags like ? escape '!'" : " and " + column + " = ?"));
        if (after.isPresent()) {
            text.append(newestFirst ? " and not (ended = ? and place >= ?)" : " and not (ended = ? and place <= ?)");
        }
        return text.append(newestFirst ? " order by ended desc, place desc" : " order by ended, place")
                .append(" fetch first ").append(limit).append(" rows only").toString();
    }

    private void bind(PreparedStatement ask) throws SQLException {
        // A page begins where the one before ended, so that the index finds its place.
        int at = 1;
        ask.setLong(at++, after.isPresent() && !newestFirst ? Math.max(Micros.of(from), after.get().ended()) : Micros.of(from));
        ask.setLong(at++, after.isPresent() && newestFirst ? Math.min(Micros.of(to), after.get().ended() + 1) : Micros.of(to));
        for (Map.Entry<String, String> column : equal.entrySet()) {
            String value = column.getValue();
            ask.setString(at++, column.getKey().equals("tags") ? "%," + value.replaceAll("([!%_])", "!$1") + ",%" : value);
        }
        if (after.isPresent()) {
            ask.setLong(at++, after.get().ended());
            ask.setLong(at, after.get().place());
        }
    }
}
