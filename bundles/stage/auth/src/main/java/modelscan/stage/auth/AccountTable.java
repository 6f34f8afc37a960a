package modelscan.stage.auth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import modelscan.api.gateway.store.Store;
import modelscan.base.json.Json;

/** The accounts in the store, each a JSON document of its own. */
record AccountTable(Store.Tables tables) {
    /** The longest document. */
    static final int LONGEST = 60_000;

    private static final String OWNER = "auth";
    private static final List<Store.Migration> MIGRATIONS = List.of(new Store.Migration(1, """
            create table auth_account (kind varchar(10) not null, id varchar(80) not null, content varchar(60000) not null,
            primary key (kind, id));
            create table auth_pepper (id integer primary key, mark varchar(64) not null);
            """));

    static AccountTable in(Store store) {
        return new AccountTable(store.open(OWNER, MIGRATIONS));
    }

    /** Shows all accounts. */
    void all(Consumer<Account> reader) {
        tables.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select content from auth_account");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    reader.accept(AccountRecord.read(Json.read(rows.getString(1))));
                }
            }
            return null;
        });
    }

    /** Writes accounts; they are on disk when this returns. */
    void put(List<Account> accounts) {
        tables.write(connection -> {
            for (Account account : accounts) {
                put(connection, account);
            }
            return null;
        });
    }

    void remove(Kind kind, String id) {
        tables.write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from auth_account where kind = ? and id = ?")) {
                delete.setString(1, kind.word());
                delete.setString(2, id);
                return delete.executeUpdate();
            }
        });
    }

    /** The mark by which the pepper is known that the keys were made with; this one if there was none. */
    Mark pepper(Mark mine) {
        Optional<Mark> known = tables.read(AccountTable::known);
        if (known.isPresent()) {
            return known.get();
        }
        return tables.write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into auth_pepper (id, mark) values (1, ?)")) {
                insert.setString(1, mine.hex());
                insert.executeUpdate();
            }
            return mine;
        });
    }

    private static Optional<Mark> known(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select mark from auth_pepper");
                ResultSet rows = select.executeQuery()) {
            return rows.next() ? Optional.of(Mark.of(rows.getString(1))) : Optional.empty();
        }
    }

    private static void put(Connection connection, Account account) throws SQLException {
        String content = AccountRecord.write(account).toString();
        if (executed(connection, "update auth_account set content = ? where kind = ? and id = ?", content, account) == 0) {
            executed(connection, "insert into auth_account (content, kind, id) values (?, ?, ?)", content, account);
        }
    }

    private static int executed(Connection connection, String sql, String content, Account account) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, content);
            statement.setString(2, account.kind().word());
            statement.setString(3, account.id());
            return statement.executeUpdate();
        }
    }
}
