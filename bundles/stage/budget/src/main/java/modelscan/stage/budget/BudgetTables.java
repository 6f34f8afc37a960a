package modelscan.stage.budget;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import modelscan.api.gateway.Budgets.Budget;
import modelscan.api.gateway.Budgets.Scope;
import modelscan.api.gateway.Budgets.Window;
import modelscan.api.gateway.store.Store;
import modelscan.api.model.Money;

/** Budgets as they are kept. */
record BudgetTables(Store.Tables tables) {
    private static final List<Store.Migration> SHAPE = List.of(new Store.Migration(1, """
            create table budget_budget (id varchar(100) primary key, scope varchar(20) not null, owner varchar(300) not null,
                amount varchar(100) not null, currency varchar(3) not null, span varchar(20) not null, rolling integer not null,
                zone_id varchar(100) not null, warn_at varchar(40) not null)
            """), new Store.Migration(2, """
            create table budget_place (id integer primary key, next_entry bigint not null);
            insert into budget_place (id, next_entry) values (1, -1);
            create table budget_spent (budget varchar(100) primary key, shape varchar(600) not null, body varchar(100000) not null);
            create table budget_open (request varchar(300) primary key, body varchar(1000000) not null)
            """), new Store.Migration(3, "drop table budget_open"));

    static BudgetTables in(Store store) {
        return new BudgetTables(store.open("budget", SHAPE));
    }

    List<Budget> all() {
        return tables.read(connection -> {
            List<Budget> all = new ArrayList<>();
            try (PreparedStatement ask = connection.prepareStatement("select id, scope, owner, amount, currency, span, rolling, "
                    + "zone_id, warn_at from budget_budget order by id"); ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    all.add(new Budget(rows.getString(1), Scope.valueOf(rows.getString(2)), rows.getString(3),
                            Money.of(rows.getString(4), rows.getString(5)), Window.valueOf(rows.getString(6)), rows.getInt(7) == 1,
                            ZoneId.of(rows.getString(8)), new BigDecimal(rows.getString(9))));
                }
            }
            return all;
        });
    }

    /** Takes some away and puts others, all or nothing. */
    void change(Collection<String> gone, Collection<Budget> put) {
        tables.write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from budget_budget where id = ?")) {
                for (String id : gone) {
                    delete.setString(1, id);
                    delete.executeUpdate();
                }
                for (Budget budget : put) {
                    delete.setString(1, budget.id());
                    delete.executeUpdate();
                    insert(connection, budget);
                }
            }
            return null;
        });
    }

    private static void insert(Connection connection, Budget budget) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into budget_budget (id, scope, owner, amount, currency, "
                + "span, rolling, zone_id, warn_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, budget.id());
            insert.setString(2, budget.scope().name());
            insert.setString(3, budget.owner());
            insert.setString(4, budget.amount().amount().toPlainString());
            insert.setString(5, budget.amount().currency().getCurrencyCode());
            insert.setString(6, budget.window().name());
            insert.setInt(7, budget.rolling() ? 1 : 0);
            insert.setString(8, budget.zone().getId());
            insert.setString(9, budget.warnAt().toPlainString());
            insert.executeUpdate();
        }
    }
}
