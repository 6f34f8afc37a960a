package modelscan.stage.account;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import modelscan.api.gateway.store.Store;

/** The rates that somebody set, in tables. */
record RateStore(Store.Tables tables) {
    private static final List<Store.Migration> SHAPE = List.of(new Store.Migration(1, """
            create table rates_rate (base varchar(3) not null, quote varchar(3) not null, day_number bigint not null,
                amount varchar(60) not null, source varchar(500) not null, changed bigint not null, author varchar(200) not null,
                primary key (base, quote, day_number))
            """));

    static RateStore in(Store store) {
        return new RateStore(store.open("rates", SHAPE));
    }

    List<Rate> all() {
        return tables.read(connection -> {
            List<Rate> all = new ArrayList<>();
            try (PreparedStatement ask = connection.prepareStatement("select base, quote, day_number, amount, source from rates_rate");
                    ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    all.add(new Rate(new Rate.Pair(Rate.currency(rows.getString(1)), Rate.currency(rows.getString(2))),
                            LocalDate.ofEpochDay(rows.getLong(3)), new BigDecimal(rows.getString(4)), rows.getString(5)));
                }
            }
            return all;
        });
    }

    /** Takes all changes, or none. */
    void write(List<RateChange> changes, Instant at, String author) {
        tables.write(connection -> {
            for (RateChange change : changes) {
                Object[] place = {change.pair().from().getCurrencyCode(), change.pair().to().getCurrencyCode(), change.day().toEpochDay()};
                change(connection, "delete from rates_rate where base = ? and quote = ? and day_number = ?", place);
                if (change.rate().isPresent()) {
                    Rate rate = change.rate().get();
                    change(connection, "insert into rates_rate (base, quote, day_number, amount, source, changed, author) "
                            + "values (?, ?, ?, ?, ?, ?, ?)", place[0], place[1], place[2], rate.digits(), rate.source(),
                            at.toEpochMilli(), author);
                }
            }
            return null;
        });
    }

    private static void change(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
