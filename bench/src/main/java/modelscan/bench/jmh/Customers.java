package modelscan.bench.jmh;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.store.Store;

/** A hundred thousand keys in a thousand teams, each with rights, limits and a budget of its own. */
final class Customers {
    static final int KEYS = 100_000;
    static final int TEAMS = 1_000;
    private static final int BATCH = 1_000;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Customers() {
    }

    /** A store that holds them. */
    static Store store() throws SQLException {
        return new FilledStore(Map.of("auth", Customers::accounts, "budget", Customers::budgets));
    }

    static Principal key(int number) {
        return new Principal("key_" + number, Optional.empty(), Optional.of(team(number)), Optional.empty(), Set.of());
    }

    private static String team(int number) {
        return "team" + number % TEAMS;
    }

    private static Void accounts(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into auth_account (kind, id, content) values (?, ?, ?)")) {
            for (int team = 0; team < TEAMS; team++) {
                add(insert, team, "team", team(team), "\"models\":[\"p*/*\",\"none\"],\"limits\":{\"rpd\":1000000000,\"rpm\":100000000}");
            }
            for (int key = 0; key < KEYS; key++) {
                add(insert, key, "key", "key_" + key, "\"mark\":\"%016x%048x\",\"team\":\"%s\",%s,".formatted(key * GOLDEN, key, team(key), models(key))
                        + "\"limits\":{\"rpm\":1000000,\"rph\":10000000,\"rpd\":100000000,\"tpm\":1000000000,\"concurrent\":100}");
            }
            insert.executeBatch();
        }
        return null;
    }

    // Most keys of a company may use the same; one of ten may use something of its own beside.
    private static String models(int key) {
        return "\"models\":[\"p1*/*\",\"p2*/*\",\"p3*/*\",\"p4*/*\",\"p" + key % 10 + "/*\"" + (key % 10 == 7 ? ",\"own-" + key + "\"" : "") + "]";
    }

    private static void add(PreparedStatement insert, int number, String kind, String id, String more) throws SQLException {
        insert.setString(1, kind);
        insert.setString(2, id);
        insert.setString(3, "{\"kind\":\"" + kind + "\",\"id\":\"" + id + "\",\"name\":\"" + id + "\",\"created\":\"2026-01-01T00:00:00Z\"," + more + "}");
        insert.addBatch();
        if (number % BATCH == 0) {
            insert.executeBatch();
        }
    }

    private static Void budgets(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into budget_budget (id, scope, owner, amount, currency, span, "
                + "rolling, zone_id, warn_at) values (?, ?, ?, '1000000', 'USD', 'MONTH', 0, 'UTC', '0.8')")) {
            for (int key = 0; key < KEYS; key++) {
                budget(insert, key, "KEY", "key_" + key);
            }
            for (int team = 0; team < TEAMS; team++) {
                budget(insert, team, "TEAM", team(team));
            }
            for (int vendor = 0; vendor < Vendors.VENDORS; vendor++) {
                budget(insert, vendor, "PROVIDER", "p" + vendor);
            }
            budget(insert, 0, "ALL", "");
            insert.executeBatch();
        }
        return null;
    }

    private static void budget(PreparedStatement insert, int number, String scope, String owner) throws SQLException {
        insert.setString(1, "bud_" + scope + number);
        insert.setString(2, scope);
        insert.setString(3, owner);
        insert.addBatch();
        if (number % BATCH == 0) {
            insert.executeBatch();
        }
    }
}
