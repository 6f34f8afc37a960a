package modelscan.stage.account;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import modelscan.base.json.Json;

/**
 * Adds to the sums of days.
 *
 * <p>A day has at most {@value #MOST} of them: callers may name as many users and tags as they like, and what is more is
 * added up together.
 */
final class DayWriting implements AutoCloseable {
    static final int MOST = 20_000;

    private final PreparedStatement ask;
    private final PreparedStatement count;
    private final PreparedStatement update;
    private final PreparedStatement insert;
    private final Map<LocalDate, Long> counts = new HashMap<>();

    DayWriting(Connection connection) throws SQLException {
        ask = connection.prepareStatement("select body from ledger_day where id = ?");
        count = connection.prepareStatement("select count(*) from ledger_day where day_number = ?");
        update = connection.prepareStatement("update ledger_day set body = ? where id = ?");
        insert = connection.prepareStatement("insert into ledger_day (body, id, day_number, name) values (?, ?, ?, ?)");
    }

    void add(DayKey day, Tally tally) throws SQLException {
        Optional<Tally> there = there(day.id());
        if (there.isPresent()) {
            write(update, there.get().plus(tally), day.id());
            update.executeUpdate();
        } else if (count(day.day()) < MOST || day.equals(day.folded())) {
            counts.merge(day.day(), 1L, Long::sum);
            write(insert, tally, day.id());
            insert.setInt(3, Math.toIntExact(day.day().toEpochDay()));
            insert.setString(4, day.json().toString());
            insert.executeUpdate();
        } else {
            add(day.folded(), tally);
        }
    }

    private static void write(PreparedStatement change, Tally sum, String id) throws SQLException {
        change.setString(1, sum.json().toString());
        change.setString(2, id);
    }

    private Optional<Tally> there(String id) throws SQLException {
        ask.setString(1, id);
        try (ResultSet rows = ask.executeQuery()) {
            return rows.next() ? Optional.of(Tally.of(Json.read(rows.getString(1)))) : Optional.empty();
        }
    }

    private long count(LocalDate day) throws SQLException {
        Long known = counts.get(day);
        if (known == null) {
            count.setInt(1, Math.toIntExact(day.toEpochDay()));
            try (ResultSet rows = count.executeQuery()) {
                known = rows.next() ? rows.getLong(1) : 0;
            }
            counts.put(day, known);
        }
        return known;
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : new PreparedStatement[] {ask, count, update, insert}) {
            statement.close();
        }
    }
}
